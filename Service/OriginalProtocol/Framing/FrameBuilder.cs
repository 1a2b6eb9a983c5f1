using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Framing;

/// <summary>Puts a frame together in memory it is given. What cannot be carried is remembered, not thrown.</summary>
internal ref struct FrameBuilder(Span<byte> buffer)
{
    public const int BytesMax = FrameFormat.PrefixBytes + FrameFormat.FrameBytesMax;

    private readonly Span<byte> _buffer = buffer.Length > BytesMax ? buffer[..BytesMax] : buffer;

    /// <summary>How long the frame is so far, with its prefix.</summary>
    public int Length { get; private set; } = FrameFormat.PrefixBytes;

    /// <summary>Why there can be no such frame.</summary>
    public Omission Omission { get; private set; }

    /// <summary>The frame so far, without its prefix.</summary>
    public readonly ReadOnlySpan<byte> Content => _buffer[FrameFormat.PrefixBytes..Length];

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.TryCopyTo(_buffer[Length..]))
            Length += bytes.Length;
        else
            Omit(Omission.TooLong);
    }

    public void Omit(Omission reason)
    {
        if (Omission == Omission.None)
            Omission = reason;
    }

    public readonly ReadOnlySpan<byte> Finish()
    {
        FramePrefix.Write(_buffer, Length - FrameFormat.PrefixBytes);
        return _buffer[..Length];
    }
}
