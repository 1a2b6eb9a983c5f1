using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.Core;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.OriginalProtocol.Access;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>A broker behind a real Kestrel endpoint on a free port.</summary>
internal sealed class TestListener : IAsyncDisposable
{
    private readonly WebApplication _application;
    private long _lastSession;

    private TestListener(TimeProvider time, OriginalProtocolOptions options, BrokerLimits limits, IClientAdmission admission)
    {
        Loop = new BrokerLoop(new Broker(limits), time);
        Handler = new OriginalProtocolHandler(Loop, () => new SessionId(Interlocked.Increment(ref _lastSession)), options, Log, time, admission);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Run(Handler.OnConnectedAsync)));
        _application = builder.Build();
    }

    public BrokerLoop Loop { get; }

    public OriginalProtocolHandler Handler { get; }

    public OriginalProtocolCounters Counters => Handler.Counters;

    public LogLines Log { get; } = new();

    public int Port { get; private set; }

    public static async Task<TestListener> StartAsync(
        TimeProvider? time = null, OriginalProtocolOptions? options = null, BrokerLimits? limits = null, IClientAdmission? admission = null)
    {
        var listener = new TestListener(time ?? TimeProvider.System, options ?? new OriginalProtocolOptions(), limits ?? BrokerLimits.Default, admission ?? new TestAdmission());
        await listener._application.StartAsync();
        listener.Port = new Uri(listener._application.Urls.Single()).Port;
        return listener;
    }

    public Task<TestClient> ConnectAsync() => TestClient.ConnectAsync(Port);

    public async Task<TestClient> ConnectAsync(Wire wire)
    {
        var client = await ConnectAsync();
        await client.SendAsync(wire.Handshake);
        return client;
    }

    /// <summary>Fails unless a new client is served; returns the topic list that it is sent.</summary>
    public async Task<byte[]> ListAsync(Wire wire)
    {
        await using var client = await ConnectAsync(wire);
        await client.SendAsync(wire.List());
        return await client.ReadFrameAsync();
    }

    public Task StopAsync() => _application.StopAsync(TestClient.Patience);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await Loop.DisposeAsync();
    }
}
