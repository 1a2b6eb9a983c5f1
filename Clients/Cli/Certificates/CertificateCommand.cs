using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Certificates;

/// <summary><c>wcfbroker certificate</c>.</summary>
internal static class CertificateCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var folder = new Option<DirectoryInfo>("--folder", "-o")
        {
            Description = "Where the files go; it is made if it is not there.",
            HelpName = "folder",
            DefaultValueFactory = _ => new DirectoryInfo("certificates"),
        };
        var names = new Option<string[]>("--name", "-n")
        {
            Description = "A name or IP address that clients know the broker by, besides localhost and this machine's name. May be repeated.",
            HelpName = "host",
        };
        var clients = new Option<string[]>("--client", "-c")
        {
            Description = "Make a certificate for a client of this name. May be repeated.",
            HelpName = "name",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite what is there; the authority too, so that its old certificates are worth nothing." };
        var create = new Command("create", "Make an authority, a certificate of the server, and those of clients. What is there is used: only what is missing is made.")
        {
            folder, names, clients, force,
        };
        create.SetAction(result => Run(environment, new CertificateArguments(
            result.GetRequiredValue(folder),
            [.. new[] { "localhost", "127.0.0.1", "::1", Dns.GetHostName() }.Concat(result.GetValue(names) ?? []).Distinct(StringComparer.OrdinalIgnoreCase)],
            result.GetValue(clients) ?? [],
            result.GetValue(force))));
        return new Command("certificate", "Make certificates for development and tests.") { create };
    }

    private static int Run(CliEnvironment environment, CertificateArguments arguments)
    {
        try
        {
            CertificateFiles.Create(arguments, environment.Time.GetUtcNow());
            CertificateText.Write(environment.Out, arguments);
            return ExitCodes.Done;
        }
        catch (ArgumentException e)
        {
            return Fail(environment, e.Message, ExitCodes.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Fail(environment, e.Message, ExitCodes.Failed);
        }
    }

    private static int Fail(CliEnvironment environment, string reason, int exitCode)
    {
        environment.Error.WriteLine($"wcfbroker: {TerminalText.Escape(reason)}");
        return exitCode;
    }
}
