using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Mapping;

/// <summary>Notices of the core to notices of the contract.</summary>
internal static class NoticeMapping
{
    private const int TopicsPerNoticeMax = 200;

    /// <summary>A notice that keeps an idle client from giving up.</summary>
    public static Notice KeepAlive { get; } = new() { Kind = NoticeKinds.KeepAlive };

    public static Notice Stopping(string reason) => new() { Kind = NoticeKinds.BrokerStopping, Reason = reason };

    public static IEnumerable<Notice> ToNotices(OutboxItem item, TopicLog topics) =>
        item.Kind switch
        {
            OutboxItemKind.Gap => [ToGap(item)],
            OutboxItemKind.Ended => [new Notice { Kind = NoticeKinds.SubscriptionEnded, Subscription = item.Subscription!.Id.Value, Reason = item.Reason }],
            _ => ToTopics(item, topics),
        };

    private static Notice ToGap(OutboxItem item) => new()
    {
        Kind = NoticeKinds.Gap,
        Subscription = item.Subscription!.Id.Value,
        FromSequence = item.From,
        ToSequence = item.To,
        Count = item.Count == 0 ? null : item.Count,
    };

    private static IEnumerable<Notice> ToTopics(OutboxItem item, TopicLog topics)
    {
        var names = new List<string>();
        for (var index = item.From; index <= item.To; index++)
        {
            var name = topics[(int)index].Name.Value;
            if (item.Subscription!.Filter.Matches(name))
                names.Add(name);
        }

        return names.Chunk(TopicsPerNoticeMax).Select(chunk =>
            new Notice { Kind = NoticeKinds.TopicsCreated, Subscription = item.Subscription!.Id.Value, Topics = chunk });
    }
}
