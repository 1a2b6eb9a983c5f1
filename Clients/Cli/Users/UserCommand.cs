using System.CommandLine;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Users;

/// <summary><c>wcfbroker user add|set-password|remove|list</c>: edits the file that the broker reads its users from.</summary>
internal static class UserCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var file = new Option<string>("--users-file")
        {
            Description = "The file, as the broker's Security:UsersFile names it.",
            HelpName = "path",
            DefaultValueFactory = _ => Path.Combine("data", "users.json"),
            Recursive = true,
        };
        return new Command("user", "Add, change, remove or show the broker's users. A running broker takes changes within seconds.")
        {
            Add(environment, file),
            SetPassword(environment, file),
            Remove(environment, file),
            List(environment, file),
            file,
        };
    }

    private static Command Add(CliEnvironment environment, Option<string> file)
    {
        var (name, password) = (Name(), PasswordFile());
        var roles = new Option<string[]>("--role", "-r") { Description = "A role of the user; may be given more than once.", HelpName = "role" };
        var subject = new Option<string?>("--certificate-subject") { Description = "The subject of the user's client certificate, as in CN=press.", HelpName = "subject" };
        var thumbprint = new Option<string?>("--certificate-thumbprint") { Description = "The SHA-256 thumbprint of the user's client certificate.", HelpName = "hex" };
        var command = new Command("add", "Add a user. Asks for the password, unless a certificate or --password-file is given.") { name, roles, password, subject, thumbprint };
        Run(command, environment, async (result, cancellation) =>
        {
            var user = new UserEntry
            {
                Name = result.GetRequiredValue(name),
                Roles = result.GetValue(roles) is { Length: > 0 } given ? given : null,
                CertificateSubject = result.GetValue(subject),
                CertificateThumbprint = result.GetValue(thumbprint),
            };
            var source = result.GetValue(password);
            if (source is not null || (user.CertificateSubject ?? user.CertificateThumbprint) is null)
                user = user with { Password = PasswordHash.Of(await PasswordSource.ReadAsync(environment, source, cancellation)) };
            UsersFile.Change(result.GetRequiredValue(file), users => users.Exists(other => other.Name == user.Name)
                ? throw new IOException($"There is a user '{user.Name}' already; 'set-password' or 'remove' it.")
                : [.. users, user]);
            environment.Out.WriteLine($"Added {TerminalText.Escape(user.Name)}.");
        });
        return command;
    }

    private static Command SetPassword(CliEnvironment environment, Option<string> file)
    {
        var (name, password) = (Name(), PasswordFile());
        var command = new Command("set-password", "Give a user another password.") { name, password };
        Run(command, environment, async (result, cancellation) =>
        {
            var who = result.GetRequiredValue(name);
            UsersFile.Find(result.GetRequiredValue(file), who);
            var hash = PasswordHash.Of(await PasswordSource.ReadAsync(environment, result.GetValue(password), cancellation));
            UsersFile.Change(result.GetRequiredValue(file), users => [.. users.Select(user => user.Name == who ? user with { Password = hash } : user)]);
            environment.Out.WriteLine($"{TerminalText.Escape(who)} has another password.");
        });
        return command;
    }

    private static Command Remove(CliEnvironment environment, Option<string> file)
    {
        var name = Name();
        var command = new Command("remove", "Remove a user.") { name };
        Run(command, environment, (result, _) =>
        {
            var who = result.GetRequiredValue(name);
            UsersFile.Find(result.GetRequiredValue(file), who);
            UsersFile.Change(result.GetRequiredValue(file), users => [.. users.Where(user => user.Name != who)]);
            environment.Out.WriteLine($"Removed {TerminalText.Escape(who)}.");
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command List(CliEnvironment environment, Option<string> file)
    {
        var command = new Command("list", "Show the users and their roles; never their passwords.");
        Run(command, environment, (result, _) =>
        {
            var table = new TextTable("Name", "Roles", "Shows");
            foreach (var user in UsersFile.Read(result.GetRequiredValue(file)))
                table.Add(user.Name, string.Join(", ", user.Roles ?? []), user.Shows);
            table.Show(environment, "No users.");
            return Task.CompletedTask;
        });
        return command;
    }

    // What is wrong with a file or a password is told in one line.
    private static void Run(Command command, CliEnvironment environment, Func<ParseResult, CancellationToken, Task> work) => command.SetAction(async (result, cancellation) =>
    {
        try
        {
            await work(result, cancellation);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            environment.Error.WriteLine($"wcfbroker: {TerminalText.Escape(exception.Message)}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    });

    private static Argument<string> Name() => new("name") { Description = "The user's name." };

    private static Option<string?> PasswordFile() => new("--password-file")
    {
        Description = "Read the password from the first line of a file, or of the standard input (-), instead of asking for it.",
        HelpName = "path",
    };
}
