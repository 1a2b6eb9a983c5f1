using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.Cli.Certificates;

/// <summary>Writes certificates with their keys, readable by their owner alone.</summary>
internal static class CertificateFiles
{
    private const int ClientNameCharsMax = 64;

    /// <exception cref="ArgumentException">A client's name cannot be a file's.</exception>
    /// <exception cref="IOException">A file is there, and is not to be overwritten; nothing was written.</exception>
    public static void Create(CertificateArguments arguments, DateTimeOffset now)
    {
        if (arguments.Clients.FirstOrDefault(name => !IsName(name)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' cannot name a client: 1 to {ClientNameCharsMax} letters, digits, '-', '_' and '.', and not ca or server.");
        }

        var hasAuthority = !arguments.Force && File.Exists(arguments.AuthorityPath) && File.Exists(arguments.AuthorityKeyPath);
        // More clients may be wanted for a server that has its certificate.
        var makesServer = arguments.Force || arguments.Clients.Count == 0 || !File.Exists(arguments.ServerPath);
        string[] written =
        [
            .. hasAuthority ? Array.Empty<string>() : [arguments.AuthorityPath, arguments.AuthorityKeyPath],
            .. makesServer ? [arguments.ServerPath] : Array.Empty<string>(),
            .. arguments.Clients.Select(arguments.ClientPath),
        ];
        if (!arguments.Force && Array.Find(written, File.Exists) is { } existing)
        {
            throw new IOException($"'{existing}' is there; --force overwrites it.");
        }

        arguments.Folder.Create();
        using var authority = hasAuthority
            ? DevelopmentAuthority.Read(arguments.AuthorityPath, arguments.AuthorityKeyPath)
            : DevelopmentAuthority.Create(now);
        if (!hasAuthority)
        {
            Write(arguments.AuthorityPath, authority.Certificate.ExportCertificatePem());
            Write(arguments.AuthorityKeyPath, authority.Key.ExportPkcs8PrivateKeyPem());
        }

        if (makesServer)
        {
            Write(arguments.ServerPath, Pem(authority.IssueServer(arguments.Names, now)));
        }

        foreach (var name in arguments.Clients)
        {
            Write(arguments.ClientPath(name), Pem(authority.IssueClient(name, now)));
        }
    }

    private static bool IsName(string name) =>
        name is { Length: > 0 and <= ClientNameCharsMax } and not "ca" and not "server" && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string Pem((X509Certificate2 Certificate, ECDsa Key) issued)
    {
        using (issued.Certificate)
        using (issued.Key)
        {
            return $"{issued.Certificate.ExportCertificatePem()}\n{issued.Key.ExportPkcs8PrivateKeyPem()}\n";
        }
    }

    // The mode is there before the content is, and a file that others could read is not written to.
    private static void Write(string path, string content)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }
}
