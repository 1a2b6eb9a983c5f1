using System.Globalization;

namespace WcfBroker.ServiceModel.Tests.Framing;

/// <summary>One case of vectors.txt.</summary>
public sealed record FramingVector(string Name, string Outcome, byte[] Bytes)
{
    public static IEnumerable<FramingVector> Read(string kind) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Framing", "vectors.txt"))
            .Split("\n= ")[1..]
            .Select(Parse)
            .Where(v => v.Name.StartsWith(kind, StringComparison.Ordinal));

    private static FramingVector Parse(string text)
    {
        var lines = text.Split('\n');
        var digits = string.Join(' ', lines[2..].Select(l => l.Split('#')[0])).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(lines[0], lines[1], Array.ConvertAll(digits, d => byte.Parse(d, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }
}
