using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.Server.Options;

/// <summary>TLS 1.2 or later on one endpoint. Files are read again when they change; one that cannot be used then is passed over with a warning.</summary>
public sealed class TlsOptions
{
    /// <summary>The path of the server's certificate, with those between it and its root if there are any: a PFX file, or PEM.</summary>
    [MaxLength(4_096)]
    public string Certificate { get; set; } = "";

    /// <summary>The path of the private key in PEM, unless it stands in the certificate's file.</summary>
    [MaxLength(4_096)]
    public string Key { get; set; } = "";

    /// <summary>The thumbprint of a certificate in the machine's personal store, in place of a file. It is read at start alone.</summary>
    [MaxLength(128)]
    public string Thumbprint { get; set; } = "";

    /// <summary>Whose personal store <see cref="Thumbprint"/> is in. Default <see cref="StoreLocation.CurrentUser"/>.</summary>
    [EnumDataType(typeof(StoreLocation))]
    public StoreLocation Store { get; set; } = StoreLocation.CurrentUser;

    /// <summary>The path of a file whose first line is the password of the certificate or key.</summary>
    [MaxLength(4_096)]
    public string PasswordFile { get; set; } = "";

    /// <summary>The name of an environment variable with that password, in place of a file.</summary>
    [MaxLength(256)]
    public string PasswordVariable { get; set; } = "";

    /// <summary>Whether clients show certificates. Default <see cref="Options.ClientCertificates.None"/>.</summary>
    [EnumDataType(typeof(ClientCertificates))]
    public ClientCertificates ClientCertificates { get; set; } = ClientCertificates.None;

    /// <summary>The path of a PEM file with the authorities whose client certificates are trusted, and no others. Without it those of the machine are.</summary>
    [MaxLength(4_096)]
    public string ClientCertificateAuthorities { get; set; } = "";

    /// <summary>Whether it is checked that a client's certificate was not revoked. Default <see cref="X509RevocationMode.NoCheck"/>.</summary>
    [EnumDataType(typeof(X509RevocationMode))]
    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.NoCheck;

    /// <summary>How long a handshake may take over HTTP and the original protocol; net.tcp has its preamble's deadline. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan HandshakeDeadline { get; set; } = TimeSpan.FromSeconds(5);
}
