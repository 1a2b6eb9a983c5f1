namespace WcfBroker.Client;

/// <summary>Whether a connection or a subscription has a session with the broker.</summary>
public enum BrokerConnectionState
{
    /// <summary>The first session is being opened.</summary>
    Connecting,

    /// <summary>A session is open.</summary>
    Connected,

    /// <summary>The session was lost; the client waits, or tries to open another.</summary>
    Reconnecting,

    /// <summary>Ended for good: disposed of, refused by the broker, or given up.</summary>
    Closed,
}
