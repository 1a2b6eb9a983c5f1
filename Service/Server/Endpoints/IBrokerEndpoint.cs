namespace WcfBroker.Server.Endpoints;

/// <summary>A way into the broker, as the start banner shows it and as the shutdown drains it.</summary>
public interface IBrokerEndpoint
{
    /// <summary>The short name, as in the configuration.</summary>
    string Name { get; }

    /// <summary>Where clients reach it, with the port that was bound.</summary>
    string Address { get; }

    /// <summary>Who it is for.</summary>
    string Purpose { get; }

    /// <summary>How many connections are open.</summary>
    int Connections { get; }

    /// <summary>When the certificate that it shows ends; null without TLS.</summary>
    DateTime? CertificateEndsUtc { get; }

    /// <summary>Lets nobody in any more and closes what is open, within the time given.</summary>
    Task StopAsync(CancellationToken cancellation);
}
