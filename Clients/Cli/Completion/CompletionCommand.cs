using System.CommandLine;

namespace WcfBroker.Cli.Completion;

/// <summary><c>wcfbroker completion bash|zsh|pwsh</c>: scripts by which a shell asks the tool what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # wcfbroker completion bash > ~/.local/share/bash-completion/completions/wcfbroker
        _wcfbroker() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$(wcfbroker "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _wcfbroker wcfbroker
        """;

    private const string Zsh = """
        # wcfbroker completion zsh > a file '_wcfbroker' in a folder of $fpath
        #compdef wcfbroker
        _wcfbroker() {
            local -a found
            found=("${(@f)$(wcfbroker "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $found || _files
        }
        compdef _wcfbroker wcfbroker
        """;

    private const string PowerShell = """
        # wcfbroker completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName wcfbroker -ScriptBlock {
            param($word, $line, $cursor)
            wcfbroker "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create(CliEnvironment environment)
    {
        var command = new Command("completion", "Print a script that completes the tool's commands and options in a shell.");
        foreach (var (shell, script) in ((string, string)[])[("bash", Bash), ("zsh", Zsh), ("pwsh", PowerShell)])
        {
            var print = new Command(shell, $"The script for {shell}.");
            print.SetAction(_ => environment.Out.WriteLine(script.ReplaceLineEndings("\n")));
            command.Add(print);
        }

        return command;
    }
}
