using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Mechanisms.Json;
using WcfBroker.OriginalProtocol.Mechanisms.Xml;
using WcfBroker.OriginalProtocol.Observation;
using WcfBroker.OriginalProtocol.Sessions;
using WcfBroker.OriginalProtocol.Topics;

namespace WcfBroker.OriginalProtocol;

/// <summary>
/// Serves the lab's framed socket protocol on any Kestrel endpoint. A client that breaks the protocol loses its own
/// connection and nothing else. When the server stops, each client is sent what it had been promised, then closed.
/// </summary>
/// <param name="loop">The broker.</param>
/// <param name="nextSession">Gives each client an id that no other session of the broker has.</param>
/// <param name="options">Limits.</param>
/// <param name="logger">Where reasons are told that the protocol cannot tell.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="admission">Who is let in, and for what; without it everyone is, for everything.</param>
/// <param name="observer">Who sees messages come and go; nobody without it.</param>
public sealed partial class OriginalProtocolHandler(
    BrokerLoop loop, Func<SessionId> nextSession, OriginalProtocolOptions options, ILogger<OriginalProtocolHandler> logger,
    TimeProvider time, IClientAdmission? admission = null, IMessageObserver? observer = null) : ConnectionHandler
{
    private readonly TopicListFrames _jsonLists = new(JsonMechanism.Instance, loop.Broker.TopicLog);
    private readonly TopicListFrames _xmlLists = new(XmlMechanism.Instance, loop.Broker.TopicLog);

    /// <summary>What the endpoint has seen, for metrics.</summary>
    public OriginalProtocolCounters Counters { get; } = new();

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (!Counters.TryEnter(options.ConnectionsMax))
        {
            LogRefused(NameOf(connection), options.ConnectionsMax);
            return;
        }

        try
        {
            await ServeAsync(connection);
        }
        catch (ProtocolViolationException violation)
        {
            Counters.AddViolation();
            LogViolated(NameOf(connection), Printable.From(violation.Message));
        }
        catch (BrokerException exception)
        {
            LogSessionRefused(NameOf(connection), exception.Message);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            LogLost(NameOf(connection), exception.Message);
        }
        finally
        {
            Counters.Leave();
        }
    }

    private static string NameOf(ConnectionContext connection) => $"{connection.ConnectionId} from {connection.RemoteEndPoint}";

    private async Task ServeAsync(ConnectionContext connection)
    {
        KeepAlive.Enable(connection);
        using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?
            .ConnectionClosedRequested.UnsafeRegister(_ => connection.Transport.Input.CancelPendingRead(), null);
        if (await GreetAsync(connection) is not { } mechanism)
            return;
        using var access = admission is null ? null : await new Login(admission, options, time).RunAsync(connection, mechanism);
        if (admission is not null && access is null)
            return;
        var lists = mechanism == JsonMechanism.Instance ? _jsonLists : _xmlLists;
        var session = new SessionContext(nextSession(), mechanism, lists, loop, options)
        {
            Counters = Counters,
            Logger = logger,
            Time = time,
            Access = access,
            Observer = observer,
        };
        LogConnected(NameOf(connection), session.Id.Value, mechanism);
        await new ClientSession(session, connection).RunAsync();
        LogLeft(session.Id.Value);
    }

    private async ValueTask<Mechanism?> GreetAsync(ConnectionContext connection)
    {
        using var deadline = new CancellationTokenSource(options.HandshakeDeadline, time);
        try
        {
            return await Handshake.ReadAsync(connection.Transport.Input, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            LogHandshakeTimedOut(NameOf(connection), options.HandshakeDeadline);
            return null;
        }
    }
}
