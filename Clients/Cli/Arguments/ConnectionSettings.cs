using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Client;

namespace WcfBroker.Cli.Arguments;

/// <summary>Turns the options of a command line into those of a connection: reads the files, and asks for the password.</summary>
internal static class ConnectionSettings
{
    private const int PasswordCharsMax = 1_024;

    public static BrokerConnectionOptions Read(ParseResult result, ConnectionOptions options, CliEnvironment environment) => new()
    {
        Tls = result.GetValue(options.Tls),
        Authorities = result.GetValue(options.Authorities) is { } authorities ? ReadAuthorities(authorities) : null,
        ClientCertificate = result.GetValue(options.Certificate) is { } certificate
            ? ReadCertificate(certificate, environment.Variable("WCFBROKER_CERTIFICATE_PASSWORD")) : null,
        Credentials = result.GetValue(options.User) is { } user
            ? new NetworkCredential(user, Password(result.GetValue(options.PasswordFile), environment)) : null,
        AllowInsecure = result.GetValue(options.AllowInsecure),
        TimeProvider = environment.Time,
    };

    private static X509Certificate2Collection ReadAuthorities(FileInfo file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file.FullName);
        return authorities.Count > 0 ? authorities : throw new ArgumentException($"'{file.Name}' has no certificate in PEM.");
    }

    private static X509Certificate2 ReadCertificate(FileInfo file, string? password)
    {
        if (X509Certificate2.GetCertContentType(file.FullName) == X509ContentType.Pfx)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file.FullName, password);
        }

        var certificate = string.IsNullOrEmpty(password)
            ? X509Certificate2.CreateFromPemFile(file.FullName)
            : X509Certificate2.CreateFromEncryptedPemFile(file.FullName, password);
        // Windows does TLS with keys that are in a store alone.
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null) : certificate;
    }

    private static string Password(FileInfo? file, CliEnvironment environment)
    {
        if (file is not null)
        {
            return File.ReadLines(file.FullName).FirstOrDefault() ?? "";
        }

        if (environment.Variable("WCFBROKER_PASSWORD") is { Length: > 0 } password)
        {
            return password;
        }

        return environment.InIsTerminal
            ? Ask(environment)
            : throw new ArgumentException("There is no password: give --password-file, or set WCFBROKER_PASSWORD.");
    }

    // The terminal does not show what is typed.
    private static string Ask(CliEnvironment environment)
    {
        environment.Error.Write("Password: ");
        environment.Error.Flush();
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter && typed.Length < PasswordCharsMax)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        environment.Error.WriteLine();
        return typed.ToString();
    }
}
