namespace WcfBroker.Fuzz.Targets;

/// <summary>
/// What follows a good preamble of net.tcp: binary XML, dispatch, the service. A host that reads what is published from its bytes does the
/// same with it as one that does not.
/// </summary>
internal sealed class EnvelopeTarget : IFuzzTarget
{
    private readonly NetTcpSide _encoded = new(isEncoded: true);
    private readonly NetTcpSide _plain = new(isEncoded: false);

    public void Run(byte[] input)
    {
        var plain = _plain.ServeAsync(input).GetAwaiter().GetResult();
        var encoded = _encoded.ServeAsync(input).GetAwaiter().GetResult();
        if (plain.Published != encoded.Published)
            throw new InvalidOperationException($"Published, read in full:\n{plain.Published}\nfrom bytes:\n{encoded.Published}");
        if (!plain.Replies.SequenceEqual(encoded.Replies))
            throw new InvalidOperationException($"Answered, read in full:\n{string.Join('\n', plain.Replies)}\nfrom bytes:\n{string.Join('\n', encoded.Replies)}");
    }
}
