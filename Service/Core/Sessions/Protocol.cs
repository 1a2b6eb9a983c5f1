namespace WcfBroker.Core.Sessions;

/// <summary>How something came in, for counts. The core treats all alike.</summary>
public enum Protocol
{
    Other,
    NetTcp,
    Soap,
    Http,
    Original,
}
