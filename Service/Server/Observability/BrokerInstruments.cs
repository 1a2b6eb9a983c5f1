using System.Diagnostics.Metrics;
using WcfBroker.Core.Counting;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.OriginalProtocol;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Observability;

/// <summary>The meter of the broker. Its counters and gauges are read when somebody looks, and cost nothing otherwise.</summary>
internal sealed class BrokerInstruments : IDisposable
{
    public const string MeterName = "WcfBroker";

    private const string ErrorType = "error.type";
    private const string OtherError = "_OTHER";
    private const string DropReason = "wcfbroker.drop.reason";
    private const string SubscriptionKind = "wcfbroker.subscription.kind";
    private const string SubscriptionName = "messaging.destination.subscription.name";

    private readonly BrokerMetrics _metrics;
    private readonly BrokerLoop _loop;
    private readonly StateReader _state;
    private readonly IBrokerEndpoint[] _endpoints;
    private readonly OriginalProtocolCounters? _original;

    public BrokerInstruments(BrokerMetrics metrics, BrokerLoop loop, StateReader state, IEnumerable<IBrokerEndpoint> endpoints)
    {
        (_metrics, _loop, _state, _endpoints) = (metrics, loop, state, [.. endpoints]);
        Meter = new Meter(MeterName, ProductVersion.Text);
        _original = _endpoints.OfType<OriginalEndpoint>().FirstOrDefault()?.Counters;
        AddCounters(loop.Broker.Counters);
        AddGauges();
        AddSubscriptionGauges();
        metrics.MeasureWith(new BrokerHistograms(Meter));
    }

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();

    private static IEnumerable<Measurement<long>> ByProtocol(Func<Protocol, long> count) =>
        ProtocolNames.All.Select(protocol => new Measurement<long>(count(protocol), ProtocolNames.Tag(protocol)));

    private static Measurement<long> Of(long value, string attribute, string name) => new(value, new KeyValuePair<string, object?>(attribute, name));

    private void AddCounters(BrokerCounters counters)
    {
        Meter.CreateObservableCounter("wcfbroker.messages.published", () => ByProtocol(counters.Published), "{message}", "Messages taken from publishers.");
        Meter.CreateObservableCounter("wcfbroker.messages.deduplicated", () => counters.Deduplicated, "{message}", "Messages published again with the id of an earlier one.");
        Meter.CreateObservableCounter("wcfbroker.messages.delivered", () => ByProtocol(_metrics.Delivered), "{message}", "Deliveries handed to the transport.");
        Meter.CreateObservableCounter("wcfbroker.messages.acknowledged", () => counters.Acknowledged, "{message}", "Deliveries of durable subscriptions that were acknowledged.");
        Meter.CreateObservableCounter("wcfbroker.messages.redelivered", () => counters.Redelivered, "{message}", "Deliveries that were not the first of their message.");
        Meter.CreateObservableCounter("wcfbroker.messages.dead_lettered", () => counters.DeadLettered, "{message}", "Messages that became dead letters.");
        Meter.CreateObservableCounter("wcfbroker.messages.dropped", Dropped, "{message}", "Deliveries left out: the session was slow, or its protocol cannot carry the message.");
        Meter.CreateObservableCounter("wcfbroker.messages.expired", () => counters.Expired, "{message}", "Deliveries left out since the message had expired.");
        Meter.CreateObservableCounter("wcfbroker.calls.refused", Refused, "{call}", "Calls that ended with a fault of the broker.");
    }

    private void AddGauges()
    {
        Meter.CreateObservableUpDownCounter("wcfbroker.connections", Connections, "{connection}", "Open connections.");
        AddState("wcfbroker.sessions", "{session}", "Sessions that subscribe.", snapshot => ByProtocol(protocol => snapshot.Measures.Sessions[(int)protocol]));
        AddState("wcfbroker.subscriptions", "{subscription}", "Subscriptions.", snapshot =>
        [
            Of(snapshot.Measures.TransientSubscriptions, SubscriptionKind, "transient"),
            Of(snapshot.Measures.DurableSubscriptions, SubscriptionKind, "durable"),
        ]);
        AddState("wcfbroker.topics", "{topic}", "Topics.", snapshot => [new(snapshot.Measures.Topics)]);
        AddState("wcfbroker.dead_letters", "{message}", "Dead letters kept.", snapshot => [new(snapshot.Measures.DeadLetters)]);
        AddState("wcfbroker.history.messages", "{message}", "Messages kept in memory.", snapshot => [new(snapshot.Measures.HistoryMessages)]);
        AddState("wcfbroker.history.size", "By", "Memory that they take.", snapshot => [new(snapshot.Measures.HistoryBytes)]);
        Meter.CreateObservableUpDownCounter("wcfbroker.commands.queued", () => _loop.Queued, "{command}", "Commands that wait to be applied.");
        AddState("wcfbroker.store.size", "By", "What the store uses.", snapshot => snapshot.Store is { } store ? [new(store.Bytes)] : []);
        AddState("wcfbroker.store.disk.free", "By", "What the disk of the store still has.", snapshot => snapshot.Store?.FreeDiskBytes is { } free ? [new(free)] : []);
    }

    private void AddSubscriptionGauges()
    {
        AddState("wcfbroker.subscription.lag", "{message}", "Messages that a durable subscription has still to look at.", snapshot =>
            snapshot.Measures.Subscriptions.Select(subscription => Of(subscription.Lag, SubscriptionName, subscription.Name)));
        AddState("wcfbroker.subscription.in_flight", "{message}", "Deliveries of a durable subscription that are not settled.", snapshot =>
            snapshot.Measures.Subscriptions.Select(subscription => Of(subscription.InFlight, SubscriptionName, subscription.Name)));
        Meter.CreateObservableGauge("wcfbroker.subscription.oldest_unacknowledged.age", Ages, "s", "The age of the oldest message that a durable subscription has not settled.");
    }

    private void AddState(string name, string unit, string description, Func<StateSnapshot, IEnumerable<Measurement<long>>> values) =>
        Meter.CreateObservableUpDownCounter(name, () => _state.Last() is { } snapshot ? values(snapshot) : [], unit, description);

    private IEnumerable<Measurement<long>> Dropped() => Enum.GetValues<Omission>().Where(reason => reason != Omission.None)
        .Select(reason => Of(_original?.MessagesLeftOut(reason) ?? 0, DropReason, reason.ToString()))
        .Prepend(Of(_loop.Broker.Counters.Dropped, DropReason, "Slow"));

    private IEnumerable<Measurement<long>> Refused() => Enum.GetValues<ErrorCode>()
        .Select(code => Of(_metrics.Refused(code) + (_original?.MessagesRefusedWith(code) ?? 0), ErrorType, code.ToString()))
        .Append(Of(_original?.MessagesRefusedOtherwise ?? 0, ErrorType, OtherError));

    private IEnumerable<Measurement<long>> Connections() => _endpoints.Select(endpoint => Of(endpoint.Connections, ProtocolNames.Attribute, endpoint.Name switch
    {
        "NetTcp" => ProtocolNames.Of(Protocol.NetTcp),
        "Http" => ProtocolNames.Of(Protocol.Http),
        "Original" => ProtocolNames.Of(Protocol.Original),
        _ => ProtocolNames.Of(Protocol.Other),
    }));

    private IEnumerable<Measurement<double>> Ages() => _state.Last() is { } snapshot
        ? snapshot.Measures.Subscriptions.Zip(snapshot.Ages, (subscription, age) =>
            new Measurement<double>(age.TotalSeconds, new KeyValuePair<string, object?>(SubscriptionName, subscription.Name)))
        : [];
}
