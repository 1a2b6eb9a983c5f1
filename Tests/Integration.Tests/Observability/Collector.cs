using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>A collector of OpenTelemetry, over HTTP/1.1 or gRPC: keeps what it is sent as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly BlockingCollection<(string Path, string? Key, byte[] Body)> _received = [];

    private Collector(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    public string Url => _app.Urls.Single();

    public static async Task<Collector> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var collector = new Collector(protocols);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Waits for something sent to a path that contains all of these.</summary>
    /// <returns>The key that was shown.</returns>
    public string? WaitFor(string path, params byte[][] parts)
    {
        var found = new bool[parts.Length];
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < Patience && _received.TryTake(out var sent, Patience);)
        {
            if (sent.Path != path)
                continue;
            for (var i = 0; i < parts.Length; i++)
                found[i] |= sent.Body.AsSpan().IndexOf(parts[i]) >= 0;
            if (Array.TrueForAll(found, isFound => isFound))
                return sent.Key;
        }

        throw new TimeoutException($"Not all came to {path}: {string.Join(' ', found)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _received.Dispose();
    }

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Response.SupportsTrailers())
        {
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
        }

        _received.Add((context.Request.Path, context.Request.Headers["x-key"], body.ToArray()));
    }
}
