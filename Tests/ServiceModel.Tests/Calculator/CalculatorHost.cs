using System.Collections.Concurrent;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>The calculator on a real Kestrel, with unmodified clients.</summary>
public sealed class CalculatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentBag<ICommunicationObject> _clients = [];

    private CalculatorHost(NetTcpEndpointOptions? options, TimeProvider? time, int port)
    {
        Definition = ServiceDefinition.Create(
            session =>
            {
                if (RefusesSessions)
                    throw new InvalidOperationException("refused");
                var service = new CalculatorService(session, this);
                Services.Enqueue(service);
                return service;
            },
            typeof(ICalculator),
            typeof(IEcho));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        Endpoint = new(
            new($"net.tcp://localhost:{port}/calculator"),
            Definition,
            options,
            LoggerFactory.Create(l => l.SetMinimumLevel(LogLevel.Debug).AddProvider(Log)),
            time);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenNetTcp(Endpoint));
        _app = builder.Build();
    }

    public ServiceDefinition Definition { get; }

    public NetTcpEndpoint Endpoint { get; }

    public RecordedLog Log { get; } = new();

    public bool RefusesSessions { get; set; }

    public ConcurrentQueue<CalculatorService> Services { get; } = new();

    public ConcurrentDictionary<string, Gate> Gates { get; } = new();

    public static async Task<CalculatorHost> StartAsync(NetTcpEndpointOptions? options = null, TimeProvider? time = null, int port = 0)
    {
        var host = new CalculatorHost(options, time, port);
        await host._app.StartAsync();
        return host;
    }

    public static NetTcpBinding CreateBinding() => new(SecurityMode.None)
    {
        MaxReceivedMessageSize = 64 * 1024 * 1024,
        MaxBufferSize = 64 * 1024 * 1024,
        ReaderQuotas = { MaxArrayLength = 64 * 1024 * 1024, MaxStringContentLength = 64 * 1024 * 1024 },
        OpenTimeout = TestTime.Limit,
        SendTimeout = TestTime.Limit,
        CloseTimeout = TestTime.Limit,
    };

    /// <summary>A duplex client; each has a connection of its own.</summary>
    public ICalculator Connect(
        ICalculatorCallback? callback = null, Binding? binding = null, Action<ClientCredentials>? authenticate = null, string hostName = "localhost")
    {
        var address = new UriBuilder(Endpoint.Address) { Host = hostName }.Uri;
        var factory = new DuplexChannelFactory<ICalculator>(
            new InstanceContext(callback ?? new RecordingCallback()), binding ?? CreateBinding(), new EndpointAddress(address));
        authenticate?.Invoke(factory.Credentials);
        var channel = factory.CreateChannel();
        _clients.Add((ICommunicationObject)channel);
        ((ICommunicationObject)channel).Open();
        return channel;
    }

    /// <summary>A client without callbacks, of any contract.</summary>
    public T ConnectAs<T>(string? path = null)
    {
        var address = path is null ? Endpoint.Address : new Uri(Endpoint.Address, path);
        var channel = new ChannelFactory<T>(CreateBinding(), new EndpointAddress(address)).CreateChannel();
        _clients.Add((ICommunicationObject)channel!);
        return channel;
    }

    public async Task<CalculatorService> NextServiceAsync()
    {
        CalculatorService? service;
        while (!Services.TryDequeue(out service))
            await Task.Yield();
        return service;
    }

    public Task StopKestrelAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Abort();
        await Endpoint.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        Endpoint.Dispose();
    }
}
