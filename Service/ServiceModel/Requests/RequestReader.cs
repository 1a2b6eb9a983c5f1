using System.Buffers;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>Reads the requests of one session from their bytes, where it can.</summary>
internal sealed class RequestReader(RequestTable requests)
{
    private readonly SessionStrings _strings = new(requests);
    private readonly TextCache _cache = new();
    private readonly KnownAddress _address = new();

    /// <summary>Tells of a message that was decoded in full.</summary>
    public void Decoded(ReadOnlySequence<byte> message)
    {
        if (SessionStrings.IsBringing(message.FirstSpan))
            _strings.Add(message.IsSingleSegment ? message.FirstSpan : message.ToArray());
    }

    /// <returns>Null for a message that has to be decoded in full.</returns>
    public EncodedCall? Read(ReadOnlySequence<byte> message, NetTcp.SessionCalls calls)
    {
        if (SessionStrings.IsBringing(message.FirstSpan))
            return null;
        if (message.IsSingleSegment)
            return Read(message.FirstSpan, calls);
        var joined = ArrayPool<byte>.Shared.Rent((int)message.Length);
        try
        {
            message.CopyTo(joined);
            return Read(joined.AsSpan(0, (int)message.Length), calls);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private EncodedCall? Read(ReadOnlySpan<byte> message, NetTcp.SessionCalls calls)
    {
        if (!RequestEnvelope.TryRead(message, _strings, _address, out var envelope))
            return null;
        var body = new FragmentReader(envelope.Body, _strings, _cache);
        var call = envelope.Operation.Reader!(ref body);
        if (call is null || !body.IsComplete)
            return null;
        call.Admit(calls, envelope, message.Length);
        return call;
    }
}
