using System.Globalization;
using System.Text;

namespace WcfBroker.Core.Errors;

/// <summary>Makes a text from outside safe to show.</summary>
public static class Printable
{
    private const int CharsMax = 64;

    /// <summary>The first 64 characters of a text, control characters and halves of surrogate pairs written as <c>\uXXXX</c>.</summary>
    public static string Beginning(string text)
    {
        var beginning = text.AsSpan(0, Math.Min(text.Length, CharsMax));
        var shown = new StringBuilder(beginning.Length);
        while (!beginning.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(beginning, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune))
                shown.Append(beginning[..length]);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)beginning[0]:x4}");
            beginning = beginning[length..];
        }

        return shown.ToString();
    }
}
