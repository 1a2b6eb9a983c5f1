using WcfBroker.Core.Counting;
using WcfBroker.Core.Storage;

namespace WcfBroker.Server.Observability;

/// <summary>How much of everything there was a moment ago.</summary>
/// <param name="Measures">What the core has.</param>
/// <param name="Store">What the store has; null when there is none.</param>
/// <param name="Ages">For each durable subscription, in the order of the measures, how old its oldest unacknowledged message is.</param>
internal sealed record StateSnapshot(BrokerMeasures Measures, StoreStatus? Store, IReadOnlyList<TimeSpan> Ages);
