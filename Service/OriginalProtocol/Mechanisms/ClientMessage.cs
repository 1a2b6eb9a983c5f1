namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>A client's message: all in UTF-8, the value as the text that the other clients will read.</summary>
internal readonly ref struct ClientMessage
{
    public required ReadOnlySpan<byte> MethodName { get; init; }

    public required ReadOnlySpan<byte> Topic { get; init; }

    public required ReadOnlySpan<byte> Text { get; init; }

    public ClientMethod Method => MethodNames.Parse(MethodName);
}
