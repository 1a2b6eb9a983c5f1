using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace WcfBroker.Benchmarks.Load;

/// <summary>
/// A payload of plain text that carries a number behind a mark, so that deliveries are found, counted and told apart in the
/// bytes of any protocol.
/// </summary>
internal static class NumberedPayload
{
    private const int Digits = 12;
    private static readonly string Format = $"D{Digits}";

    public static ReadOnlySpan<byte> Mark => "~no:"u8;

    /// <summary>The bytes that <see cref="TryFind"/> needs together.</summary>
    public static int HeadBytes => Mark.Length + Digits;

    public static byte[] Create(long number, int bytes)
    {
        var payload = new byte[bytes];
        payload.AsSpan().Fill((byte)'x');
        Mark.CopyTo(payload);
        Renumber(payload, number);
        return payload;
    }

    /// <summary>The shortest payload, as text.</summary>
    public static string Text(long number) => Encoding.ASCII.GetString(Create(number, HeadBytes));

    /// <summary>Numbers the payloads found in bytes anew, one after another.</summary>
    public static void Renumber(Span<byte> bytes, long first)
    {
        for (int at; (at = bytes.IndexOf(Mark)) >= 0; first++)
        {
            first.TryFormat(bytes[(at + Mark.Length)..], out _, Format, CultureInfo.InvariantCulture);
            bytes = bytes[(at + HeadBytes)..];
        }
    }

    /// <summary>The number of a payload.</summary>
    public static long Read(ReadOnlySpan<byte> payload) =>
        TryFind(ref payload, out var number) ? number : throw new InvalidDataException("The payload has no number.");

    /// <summary>Finds the next number and moves behind it.</summary>
    public static bool TryFind(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        var at = bytes.IndexOf(Mark);
        if (at < 0 || bytes.Length - at < HeadBytes || !Utf8Parser.TryParse(bytes.Slice(at + Mark.Length, Digits), out number, out _))
            return false;
        bytes = bytes[(at + HeadBytes)..];
        return true;
    }
}
