namespace WcfBroker.Server.Tls;

/// <summary>A file with certificates or keys.</summary>
internal static class CertificateFile
{
    private const int BytesMax = 1 << 20;

    public static byte[] Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > BytesMax })
            throw new IOException($"'{path}' is larger than {BytesMax} bytes");
        return File.ReadAllBytes(path);
    }

    public static bool IsPem(ReadOnlySpan<byte> content) => content.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>What changes when the file does: of the file that links lead to, since those are what is swapped in containers.</summary>
    public static string Stamp(string path)
    {
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            return $"{file.LastWriteTimeUtc.Ticks}/{(file as FileInfo)?.Length}";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return gone.GetType().Name;
        }
    }
}
