using System.ComponentModel.DataAnnotations;

namespace WcfBroker.ServiceModel.Security;

/// <summary>Who may speak to an endpoint, and the limits of finding it out.</summary>
public sealed class CredentialOptions
{
    /// <summary>
    /// Knows the peers. Without it a certificate that TLS has accepted says by its subject who the peer is, and nobody can log in by name.
    /// </summary>
    public ICredentialValidator? Validator { get; set; }

    /// <summary>
    /// Whether each message is to come with WS-Security: a time stamp, and until the peer is known a user's name and password. It needs
    /// TLS. Default false.
    /// </summary>
    public bool RequireUserName { get; set; }

    /// <summary>How far the time stamps of messages may be off. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TimestampWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time a net.tcp session has to log in. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LoginDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest message of a net.tcp session before it has logged in, in bytes. Default 65,536.</summary>
    [Range(4096, 1024 * 1024 * 1024)]
    public int LoginBytesMax { get; set; } = 65536;

    /// <summary>The characters of a user's name. Default 256.</summary>
    [Range(1, 4096)]
    public int UserNameCharsMax { get; set; } = 256;

    /// <summary>The characters of a password. Default 1,024.</summary>
    [Range(1, 4096)]
    public int PasswordCharsMax { get; set; } = 1024;

    /// <summary>The characters of a nonce. Default 128.</summary>
    [Range(16, 4096)]
    public int NonceCharsMax { get; set; } = 128;

    /// <summary>The nonces that are remembered; while there is no room for another, no further one is accepted. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int NoncesMax { get; set; } = 100_000;

    /// <summary>The sessions of net.tcp that were opened as a conversation; with so many, no further one is opened that way. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int ContextTokensMax { get; set; } = 10_000;
}
