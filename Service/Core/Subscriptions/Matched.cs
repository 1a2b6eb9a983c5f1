using System.Collections.Immutable;

namespace WcfBroker.Core.Subscriptions;

/// <summary>The subscriptions that a topic's messages match.</summary>
/// <param name="Subscriptions">All of them, the feeds of durable ones among them.</param>
/// <param name="AreLive">Whether all are live and each the only one of its session: then each receives every message, at once.</param>
internal readonly record struct Matched(ImmutableArray<Subscription> Subscriptions, bool AreLive);
