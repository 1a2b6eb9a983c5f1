using System.Globalization;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Contracts.Topics;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Mapping;
using SubscriptionOptions = WcfBroker.Contracts.Subscriptions.SubscriptionOptions;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    private const int TopicPageDefault = 200;

    public Task<SubscriptionInfo> SubscribeAsync(string topic, SubscriptionOptions? options) => WithFaults(async () =>
    {
        var filter = Subscribed(topic);
        var wanted = SubscriptionMapping.ToOptions(options);
        if (_caller.Channel is null)
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "session", "A subscription needs a duplex session."));
        var session = await SessionAsync().ConfigureAwait(false);
        var reply = new Reply<SubscriptionStarted>();
        Loop.Post(new Subscribe(session.Id, filter, wanted, reply) { Identity = _caller.Identity, AnyOwner = _access.IsAdministrator });
        var started = await reply.Task.ConfigureAwait(false);
        return SubscriptionMapping.ToInfo(started, filter, _services.Storage.Epoch);
    });

    public Task UnsubscribeAsync(string subscription) => WithFaults(async () =>
    {
        var id = new SubscriptionId(subscription ?? "");
        var reply = new Reply<Done>();
        if (_session is { } session)
            Loop.Post(new Unsubscribe(session.Id, id, reply));
        else
            reply.Refuse(BrokerError.Invalid(ErrorCode.UnknownSubscription, "subscription", "This session has no subscriptions.", id.Value));
        return await reply.Task.ConfigureAwait(false);
    });

    public Task DeleteSubscriptionAsync(string name) => WithFaults(() => DeleteAsync(name, _access.IsAdministrator));

    public Task<TopicPage> ListTopicsAsync(string? prefix, string? after, int count) => ListTopicsAsync(prefix, after, count, _access.Shown);

    private Task<TopicPage> ListTopicsAsync(string? prefix, string? after, int count, Func<TopicName, bool>? shown) => WithFaults(async () =>
    {
        if (count < 0 || count > Limits.TopicPageMax)
        {
            throw new BrokerException(BrokerError.Invalid(
                ErrorCode.InvalidArgument, "count", "A page has 1 topic or more, within the limit; 0 stands for the default.",
                count.ToString(CultureInfo.InvariantCulture)) with { Limit = $"{Limits.TopicPageMax} topics" });
        }

        TopicName? next = after is null ? null : TopicName.Parse(after, "after");
        var top = string.IsNullOrEmpty(prefix) ? TopicName.Root : TopicName.Parse(prefix, "prefix");
        var wanted = count == 0 ? TopicPageDefault : count;
        return ToPage(await (shown is null ? ListAsync(top, next, wanted) : ListAsync(top, next, wanted, shown)).ConfigureAwait(false));
    });

    public Task<Delivery?> GetLastMessageAsync(string topic) => WithFaults(async () =>
    {
        var reply = new Reply<PublishedMessage?>();
        var name = TopicName.Parse(topic);
        Permit(_access.CheckRead(name));
        Loop.Post(new GetLastMessage(name, reply));
        return await reply.Task.ConfigureAwait(false) is { } last ? MessageMapping.ToDelivery(last) : null;
    });

    public Task ReplyAsync(string replyTo, BrokerMessage message) => WithFaults(async () =>
    {
        var content = MessageMapping.ToContent(message, Limits, "message");
        var reply = new Reply<Done>();
        if (_session is { } session && RequestId.TryParse(replyTo, out var request))
            Loop.Post(new SendReply(session.Id, request, content, reply));
        else
            reply.Refuse(BrokerError.Invalid(ErrorCode.UnknownRequest, "replyTo", "No such request waits for a reply of this session.", replyTo));
        return await reply.Task.ConfigureAwait(false);
    });

    private Task<TopicList> ListAsync(TopicName top, TopicName? after, int count)
    {
        var reply = new Reply<TopicList>();
        Loop.Post(new ListTopics(top, after, count, reply));
        return reply.Task;
    }

    // A topic that is not shown is as if it were not there, at the end of a page too.
    private async Task<TopicList> ListAsync(TopicName top, TopicName? after, int count, Func<TopicName, bool> shown)
    {
        if (after is { } first && !shown(first))
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "after", "A page begins after a topic below the prefix.", first.Value));
        var topics = new List<TopicSummary>();
        do
        {
            _caller.Ended.ThrowIfCancellationRequested();
            var page = await ListAsync(top, after, Limits.TopicPageMax).ConfigureAwait(false);
            topics.AddRange(page.Topics.Where(topic => shown(topic.Name)));
            after = page.Next;
        }
        while (after is not null && topics.Count <= count);
        return topics.Count > count ? new TopicList(topics[..count], topics[count - 1].Name) : new TopicList(topics, null);
    }

    private TopicFilter Subscribed(string? topic)
    {
        var filter = TopicFilter.Parse(topic);
        Permit(_access.CheckSubscribe(filter));
        return filter;
    }

    private static void Permit(BrokerError? refusal)
    {
        if (refusal is not null)
            throw new BrokerException(refusal);
    }

    private Task<Done> DeleteAsync(string? name, bool anyOwner, string parameter = "name")
    {
        var reply = new Reply<Done>();
        Loop.Post(new DeleteSubscription(name ?? "", _caller.Identity, anyOwner, reply) { Parameter = parameter });
        return reply.Task;
    }

    private static TopicPage ToPage(TopicList list) => new()
    {
        Next = list.Next?.Value,
        Topics = [.. list.Topics.Select(topic => new TopicInfo
        {
            Name = topic.Name.Value,
            LastSequence = topic.LastSequence,
            MessageCount = topic.MessageCount,
            SubscriptionCount = topic.SubscriptionCount,
        })],
    };
}
