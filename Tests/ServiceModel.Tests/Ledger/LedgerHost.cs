using System.ServiceModel;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Requests;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Ledger;

/// <summary>A service whose requests are read from their bytes, with an unmodified client.</summary>
public sealed class LedgerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NetTcpEndpoint _endpoint;
    private readonly ElementName _account;
    private readonly ElementName _text;
    private readonly Callbacks.FragmentName _result;
    private readonly Channel<EnterCall> _started = Channel.CreateUnbounded<EnterCall>();

    private LedgerHost(NetTcpEndpointOptions? options)
    {
        var service = ServiceDefinition.Create(_ => new LedgerService(), typeof(ILedger));
        var enter = service.Request("urn:ledger/enter");
        var note = service.Request("urn:ledger/note");
        _account = enter.Element("account");
        _text = note.Element("text");
        _result = enter.ResultElement(nameof(Entry.Account));
        enter.ReadWith(ReadEnter);
        note.ReadWith(ReadNote);
        _endpoint = new(new("net.tcp://localhost:0/ledger"), service, options, LoggerFactory.Create(_ => { }), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenNetTcp(_endpoint));
        _app = builder.Build();
    }

    /// <summary>The calls that have started and wait for their end.</summary>
    public ChannelReader<EnterCall> Started => _started.Reader;

    public static async Task<LedgerHost> StartAsync(NetTcpEndpointOptions? options = null)
    {
        var host = new LedgerHost(options);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>A client that has sent the strings of its calls, so that the next ones are read from their bytes.</summary>
    public async Task<ILedger> ConnectAsync()
    {
        var client = new ChannelFactory<ILedger>(CalculatorHost.CreateBinding(), new EndpointAddress(_endpoint.Address)).CreateChannel();
        Assert.AreEqual("in full first", (await client.Enter("first")).Account);
        await client.Note("first");
        return client;
    }

    public async Task<EnterCall> NextAsync() => await Started.ReadAsync().AsTask().WaitAsync(TestTime.Limit);

    public async ValueTask DisposeAsync()
    {
        await _endpoint.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _endpoint.Dispose();
    }

    private EnterCall? ReadEnter(ref FragmentReader body) => body.Text(_account) is { } account ? new(account, _result, _started.Writer) : null;

    private NoteCall? ReadNote(ref FragmentReader body) => body.Text(_text) is { } text ? new(text) : null;
}
