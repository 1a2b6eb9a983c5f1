namespace WcfBroker.OriginalProtocol.Framing;

/// <summary>A frame: its length as <c>%5d</c>, then that many bytes.</summary>
internal static class FrameFormat
{
    public const int PrefixBytes = 5;

    /// <summary>The longest frame that five digits can announce.</summary>
    public const int FrameBytesMax = 99_999;
}
