using WcfBroker.Server.Options;

namespace WcfBroker.Server.Observability;

/// <summary>The headers that go to a collector: secrets, from where the settings say.</summary>
internal static class OtlpHeaders
{
    private const int CharsMax = 8 << 10;

    /// <summary>The headers as <c>name=value,name=value</c>; null if there are none.</summary>
    /// <exception cref="InvalidDataException">They are missing or malformed; what they are is not told.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? Read(OtlpOptions options)
    {
        if (options is { HeadersFile: "", HeadersVariable: "" })
            return null;
        var text = options.HeadersFile.Length > 0 ? FirstLine(options.HeadersFile) : Environment.GetEnvironmentVariable(options.HeadersVariable);
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidDataException("there are no headers in it");
        if (text.Length > CharsMax)
            throw new InvalidDataException($"it has {text.Length} characters, {CharsMax} at most");
        return Array.TrueForAll(text.Split(','), header => header.Trim().IndexOf('=', StringComparison.Ordinal) > 0)
            ? text
            : throw new InvalidDataException("headers are written as name=value,name=value");
    }

    private static string? FirstLine(string path)
    {
        using var reader = new StreamReader(path);
        return reader.ReadLine();
    }
}
