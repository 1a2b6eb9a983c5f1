using System.Collections.Concurrent;
using System.Net;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Http;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>The pocket calculator on a real Kestrel, over HTTP.</summary>
public sealed class SoapHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Gate> _gates = new();
    private readonly ConcurrentBag<ICommunicationObject> _clients = [];
    private readonly HttpClient _http = new() { Timeout = TestTime.Limit };

    private SoapHost(SoapEndpointOptions? options, HttpsConnectionAdapterOptions? tls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        if (tls is null)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(tls)));
        // As soon as the server can notice it, so that no test waits long for a body that does not come.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = new(240, TimeSpan.FromSeconds(1.001)));
        _app = builder.Build();
        _app.MapSoap("/calculator", ServiceDefinition.Create(session => new PocketCalculator(session, this), typeof(IPocketCalculator)), options);
    }

    public RecordedLog Log { get; } = new();

    public Uri Url { get; private set; } = null!;

    public ConcurrentBag<int> Sums { get; } = [];

    public ConcurrentBag<int> Notes { get; } = [];

    /// <summary>An entry for each instance that was disposed: whether its session had ended.</summary>
    public BlockingCollection<bool> Ended { get; } = [];

    public static async Task<SoapHost> StartAsync(SoapEndpointOptions? options = null, HttpsConnectionAdapterOptions? tls = null)
    {
        var host = new SoapHost(options, tls);
        await host._app.StartAsync();
        var server = host._app.Services.GetRequiredService<IServer>();
        host.Url = new(new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()), "calculator");
        return host;
    }

    public Gate Gate(string name) => _gates.GetOrAdd(name, _ => new());

    public T Connect<T>(Binding binding, Action<ClientCredentials>? authenticate = null)
    {
        var factory = new ChannelFactory<T>(binding, new EndpointAddress(Url));
        authenticate?.Invoke(factory.Credentials);
        var channel = factory.CreateChannel();
        _clients.Add((ICommunicationObject)channel!);
        return channel;
    }

    public IPocketCalculator Connect(Binding binding) => Connect<IPocketCalculator>(binding);

    /// <summary>Posts bytes as they are.</summary>
    public async Task<(int Status, string Text)> PostAsync(string? contentType, byte[] body, string? soapAction = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (soapAction is not null)
            request.Headers.TryAddWithoutValidation("SOAPAction", soapAction);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<(int Status, string Text)> PostAsync(string? contentType, string body, string? soapAction = null) =>
        PostAsync(contentType, Encoding.UTF8.GetBytes(body), soapAction);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var client in _clients)
            client.Abort();
        foreach (var gate in _gates.Values)
            gate.Open();
        await _app.DisposeAsync();
        Ended.Dispose();
    }
}
