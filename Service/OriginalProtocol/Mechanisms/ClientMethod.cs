namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>What a client asks for.</summary>
internal enum ClientMethod
{
    Unknown,
    Publish,
    Subscribe,
    List,
    Cancel,
    Authenticate,
}
