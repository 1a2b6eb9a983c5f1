using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>Scripts and styles, as they stand in this assembly under the names of their paths: compressed once, when they are first wanted.</summary>
internal sealed class StaticAssets(RequestDelegate next)
{
    private readonly ConcurrentDictionary<string, (byte[] Compressed, string Tag)> _assets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = [.. typeof(StaticAssets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith('/'))];

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Value is { } path && _names.Contains(path) ? WriteAsync(context, path) : next(context);

    private async Task WriteAsync(HttpContext context, string path)
    {
        var (compressed, tag) = _assets.GetOrAdd(path, Compress);
        var response = context.Response;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Path.GetExtension(path) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        };
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            await response.Body.WriteAsync(compressed, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await using var plain = Open(path);
        await plain.CopyToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static (byte[] Compressed, string Tag) Compress(string path)
    {
        using var plain = Open(path);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            plain.CopyTo(gzip);
        var bytes = compressed.ToArray();
        return (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    private static Stream Open(string path) => typeof(StaticAssets).Assembly.GetManifestResourceStream(path)!;
}
