namespace WcfBroker.OriginalProtocol.Topics;

/// <summary>What stands in topic lists. A line ends with the two characters backslash and n: the clients read them as a line end.</summary>
internal static class ListText
{
    public static ReadOnlySpan<byte> LineEnd => @"\n"u8;

    public static ReadOnlySpan<byte> Topic => @"\nList of Topics:"u8;

    public static ReadOnlySpan<byte> None => @"\nNo topics created yet.\n"u8;
}
