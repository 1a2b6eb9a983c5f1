namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>The methods as they stand on the wire.</summary>
internal static class MethodNames
{
    public static ReadOnlySpan<byte> Publish => "PUBLISH"u8;

    public static ReadOnlySpan<byte> LastMessage => "LAST_MSG"u8;

    public static ReadOnlySpan<byte> ListAck => "LIST_ACK"u8;

    public static ReadOnlySpan<byte> ListNack => "LIST_NACK"u8;

    public static ReadOnlySpan<byte> AuthAck => "AUTH_ACK"u8;

    public static ReadOnlySpan<byte> Error => "ERROR"u8;

    public static ClientMethod Parse(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual(Publish) => ClientMethod.Publish,
        _ when name.SequenceEqual("SUBSCRIBE"u8) => ClientMethod.Subscribe,
        _ when name.SequenceEqual("LIST"u8) => ClientMethod.List,
        _ when name.SequenceEqual("CANCEL_SUB"u8) => ClientMethod.Cancel,
        _ when name.SequenceEqual("AUTH"u8) => ClientMethod.Authenticate,
        _ => ClientMethod.Unknown,
    };
}
