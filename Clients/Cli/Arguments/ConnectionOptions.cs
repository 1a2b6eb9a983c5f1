using System.CommandLine;

namespace WcfBroker.Cli.Arguments;

/// <summary>The options of every command: which broker, how the connection to it is protected, and who connects.</summary>
internal sealed class ConnectionOptions(string defaultUrl)
{
    public Option<string> Url { get; } = new("--url", "-u")
    {
        Description = "The broker's net.tcp address; the environment variable WCFBROKER_URL sets another default.",
        HelpName = "address",
        DefaultValueFactory = _ => defaultUrl,
        Recursive = true,
    };

    public Option<bool> Tls { get; } = new("--tls")
    {
        Description = "Encrypt the connection and check the broker's certificate; --ca, --certificate and --user imply it.",
        Recursive = true,
    };

    public Option<FileInfo> Authorities { get; } = new Option<FileInfo>("--ca")
    {
        Description = "Trust a broker whose certificate comes from the authorities in this PEM file, and no other.",
        HelpName = "file",
        Recursive = true,
    }.AcceptExistingOnly();

    public Option<FileInfo> Certificate { get; } = new Option<FileInfo>("--certificate")
    {
        Description = "Show this certificate: PFX, or PEM with its key; the environment variable WCFBROKER_CERTIFICATE_PASSWORD opens it.",
        HelpName = "file",
        Recursive = true,
    }.AcceptExistingOnly();

    public Option<string?> User { get; } = new("--user")
    {
        Description = "Log in by this name; the password is asked for, or comes from --password-file or the variable WCFBROKER_PASSWORD.",
        HelpName = "name",
        Recursive = true,
    };

    public Option<FileInfo> PasswordFile { get; } = new Option<FileInfo>("--password-file")
    {
        Description = "The first line of this file is the password.",
        HelpName = "file",
        Recursive = true,
    }.AcceptExistingOnly();

    public IEnumerable<Option> All => [Url, Tls, Authorities, Certificate, User, PasswordFile, AllowInsecure];

    public Option<bool> AllowInsecure { get; } = new("--allow-insecure")
    {
        Description = "Connect to another machine although nothing is encrypted.",
        Recursive = true,
    };
}
