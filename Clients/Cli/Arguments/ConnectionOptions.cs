using System.CommandLine;

namespace WcfBroker.Cli.Arguments;

/// <summary>The options of every command: which broker, and whether it may be another machine.</summary>
internal sealed class ConnectionOptions(string defaultUrl)
{
    public Option<string> Url { get; } = new("--url", "-u")
    {
        Description = "The broker's net.tcp address; the environment variable WCFBROKER_URL sets another default.",
        HelpName = "address",
        DefaultValueFactory = _ => defaultUrl,
        Recursive = true,
    };

    public Option<bool> AllowInsecure { get; } = new("--allow-insecure")
    {
        Description = "Connect to another machine although nothing is encrypted.",
        Recursive = true,
    };
}
