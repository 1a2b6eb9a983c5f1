using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.Client;

/// <summary>How a <see cref="BrokerConnection"/> connects, waits and reconnects. Every member may be left as it is.</summary>
public sealed record BrokerConnectionOptions
{
    /// <summary>How long opening a session may take: more than zero, at most 5 minutes; 10 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a call may wait for a session, and then for its answer: more than zero, at most 5 minutes; 30 seconds by
    /// default. A request waits for its own time-out in addition.
    /// </summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay before the first attempt to reconnect: more than zero; 200 ms by default. It doubles with each attempt.</summary>
    public TimeSpan ReconnectDelayMin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay between two attempts, at least <see cref="ReconnectDelayMin"/>; 15 seconds by default.</summary>
    public TimeSpan ReconnectDelayMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many attempts in a row may fail before the client gives up: 0 for no reconnecting; without end by default.</summary>
    public int ReconnectAttemptsMax { get; init; } = int.MaxValue;

    /// <summary>How many deliveries a subscription buffers before it holds the broker back: 1 to 100,000; 1,024 by default.</summary>
    public int BufferedDeliveriesMax { get; init; } = 1024;

    /// <summary>
    /// How many bytes of payload a subscription buffers likewise: 1 or more; 16 MiB by default. One delivery always fits.
    /// </summary>
    public long BufferedBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// True to encrypt the connection by TLS and check the broker's certificate against the name in its address. False by default; it is
    /// done without being said when any of the next three is given.
    /// </summary>
    public bool Tls { get; init; }

    /// <summary>The authorities whose certificates a broker may show, and no others; null for those that the machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The certificate that the client shows, with its private key; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The user's name and password, sent inside TLS; null for none.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>
    /// True to connect without encryption to another machine. False by default: only this machine (<c>localhost</c> or a
    /// loopback address) is accepted, since payloads travel in clear.
    /// </summary>
    public bool AllowInsecure { get; init; }

    /// <summary>The clock of all delays and time-outs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal bool IsEncrypted => Tls || Authorities is not null || ClientCertificate is not null || Credentials is not null;

    internal void Validate()
    {
        CheckWait(ConnectTimeout, nameof(ConnectTimeout));
        CheckWait(OperationTimeout, nameof(OperationTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReconnectDelayMin, TimeSpan.Zero, nameof(ReconnectDelayMin));
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectDelayMax, ReconnectDelayMin, nameof(ReconnectDelayMax));
        ArgumentOutOfRangeException.ThrowIfNegative(ReconnectAttemptsMax, nameof(ReconnectAttemptsMax));
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferedDeliveriesMax, 1, nameof(BufferedDeliveriesMax));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BufferedDeliveriesMax, 100_000, nameof(BufferedDeliveriesMax));
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferedBytesMax, 1, nameof(BufferedBytesMax));
    }

    private static void CheckWait(TimeSpan wait, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, TimeSpan.FromMinutes(5), name);
    }
}
