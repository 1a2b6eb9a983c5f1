using WcfBroker.Client.Administration;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Cli.Top;

/// <summary>The broker at one moment, as far as a look at it goes.</summary>
internal sealed record TopSample(
    long Timestamp, ServerInfo Info, IReadOnlyList<TopicInfo> Topics, IReadOnlyList<SubscriptionStatus> Subscriptions, IReadOnlyList<SessionInfo> Sessions)
{
    private const int TopicsMax = 10_000;
    private const int SubscriptionsMax = 1_000;
    private const int SessionsMax = 1_000;

    /// <summary>Messages that wait to be sent to sessions.</summary>
    public long Queued => Sessions.Sum(session => (long)session.Queued);

    public long Dropped => Sessions.Sum(session => session.Dropped);

    public static async Task<TopSample> TakeAsync(BrokerAdministration broker, TimeProvider time, CancellationToken cancellationToken)
    {
        var info = await broker.GetServerInfoAsync(cancellationToken);
        var timestamp = time.GetTimestamp();
        return new TopSample(
            timestamp,
            info,
            await broker.ListTopicsAsync(null, cancellationToken).Take(TopicsMax).ToListAsync(cancellationToken),
            await broker.ListSubscriptionsAsync(cancellationToken).Take(SubscriptionsMax).ToListAsync(cancellationToken),
            await broker.ListSessionsAsync(cancellationToken).Take(SessionsMax).ToListAsync(cancellationToken));
    }
}
