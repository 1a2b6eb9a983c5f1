using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>A collector of OpenTelemetry over HTTP: keeps what it is sent as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BlockingCollection<(string Path, string? Key, byte[] Body)> _received = [];

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    public string Url => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Waits for something sent to a path that contains all of these.</summary>
    /// <returns>The key that was shown.</returns>
    public string? WaitFor(string path, params byte[][] parts)
    {
        var found = new bool[parts.Length];
        while (_received.TryTake(out var sent, TimeSpan.FromSeconds(30)))
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
        _received.Add((context.Request.Path, context.Request.Headers["x-key"], body.ToArray()));
    }
}
