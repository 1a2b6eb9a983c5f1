using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Tls;

/// <summary>Loads the certificate that a server shows, and refuses one that no client would accept.</summary>
internal static class ServerCertificate
{
    /// <param name="options">Where it is.</param>
    /// <param name="section">What the options are called in the configuration.</param>
    /// <param name="now">It has to be valid at this time.</param>
    /// <exception cref="StartException">It cannot be used; the message names the setting.</exception>
    public static SslStreamCertificateContext Load(TlsOptions options, string section, DateTimeOffset now)
    {
        var (setting, value) = options.Thumbprint.Length > 0
            ? ($"{section}:Thumbprint", options.Thumbprint)
            : ($"{section}:Certificate", options.Certificate);
        try
        {
            var (certificate, others) = options.Thumbprint.Length > 0 ? (FromStore(options), []) : FromFile(options, section);
            if (!certificate.HasPrivateKey)
                throw Refusal(setting, value, "it has no private key");
            if (now < certificate.NotBefore || now > certificate.NotAfter)
                throw Refusal(setting, value, $"it is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}");
            return SslStreamCertificateContext.Create(certificate, others, offline: true);
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refusal(setting, value, unusable.Message, unusable);
        }
    }

    private static StartException Refusal(string setting, string value, string reason, Exception? cause = null) =>
        new($"{setting} = '{value}' cannot be used: {reason.TrimEnd('.')}.", cause);

    private static X509Certificate2 FromStore(TlsOptions options)
    {
        using var store = new X509Store(StoreName.My, options.Store);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates.Find(X509FindType.FindByThumbprint, options.Thumbprint, validOnly: false) is [var found, ..]
            ? found
            : throw new CryptographicException($"the personal store of {options.Store} has no such certificate");
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Others) FromFile(TlsOptions options, string section)
    {
        var bytes = CertificateFile.Read(options.Certificate);
        var password = Password(options, section);
        return CertificateFile.IsPem(bytes) ? FromPem(Encoding.UTF8.GetString(bytes), options, password) : FromPfx(bytes, password);
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Others) FromPfx(byte[] bytes, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("it has no private key");
        all.Remove(own);
        return (own, all);
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Others) FromPem(string pem, TlsOptions options, string? password)
    {
        var key = options.Key.Length > 0 ? Encoding.UTF8.GetString(CertificateFile.Read(options.Key)) : pem;
        var others = new X509Certificate2Collection();
        others.ImportFromPem(pem);
        others.RemoveAt(0);
        var own = password is null ? X509Certificate2.CreateFromPem(pem, key) : X509Certificate2.CreateFromEncryptedPem(pem, key, password);
        // Windows does TLS with keys that are in a store alone.
        return (OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null) : own, others);
    }

    private static string? Password(TlsOptions options, string section)
    {
        if (options.PasswordFile.Length > 0)
            return File.ReadLines(options.PasswordFile).FirstOrDefault() ?? throw new IOException($"{section}:PasswordFile is empty");
        if (options.PasswordVariable.Length == 0)
            return null;
        return Environment.GetEnvironmentVariable(options.PasswordVariable)
            ?? throw new ArgumentException($"{section}:PasswordVariable names '{options.PasswordVariable}', which is not set");
    }
}
