namespace WcfBroker.OriginalProtocol.Framing;

/// <summary>
/// The length before a frame. Written right-aligned and blank-padded; read as the old broker's <c>int()</c> read it: blanks
/// on either side, leading zeros and a plus sign do not matter.
/// </summary>
internal static class FramePrefix
{
    public static void Write(Span<byte> prefix, int length)
    {
        for (var i = FrameFormat.PrefixBytes - 1; i >= 0; i--)
        {
            prefix[i] = length > 0 || i == FrameFormat.PrefixBytes - 1 ? (byte)('0' + (length % 10)) : (byte)' ';
            length /= 10;
        }
    }

    public static bool TryParse(ReadOnlySpan<byte> prefix, out int length)
    {
        var digits = prefix.Trim((byte)' ');
        if (digits is [(byte)'+', ..])
            digits = digits[1..];
        length = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            length = (length * 10) + (digit - '0');
        }

        return digits.Length > 0;
    }
}
