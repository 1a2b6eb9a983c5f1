using WcfBroker.Contracts.Topics;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Inspection;
using WcfBroker.Server.Mapping;
using static WcfBroker.Server.Mapping.FaultMapping;

namespace WcfBroker.Server;

/// <summary>What is seen of the broker from inside its process alone: it is no part of the contract.</summary>
public sealed partial class BrokerService
{
    private const int WindowMax = 200;

    /// <summary>Whether the caller may administer, as it is now; nobody is told that it was asked.</summary>
    public bool MayAdminister => _access.MayAdminister;

    public Task<ServerStatus> GetStatusAsync() => Administered("look at the server", async () =>
    {
        var reply = new Reply<BrokerStatus>();
        Loop.Post(new GetStatus(reply));
        var status = await reply.Task.ConfigureAwait(false);
        return new ServerStatus(AdministrationMapping.ToInfo(status, _services))
        {
            AtUtc = _services.Time.GetUtcNow().UtcDateTime,
            Delivered = _services.Metrics.AllDelivered,
            Acknowledged = Loop.Broker.Counters.Acknowledged,
            HistoryMessages = status.HistoryMessages,
            HistoryBytes = status.HistoryBytes,
            OldestUnsettled = status.OldestUnsettled,
            OldestUnsettledUtc = status.OldestUnsettled is { } oldest ? _services.Storage.Store?.Find(oldest)?.PublishedUtc : null,
        };
    });

    /// <summary>Reads something that is for administrators alone.</summary>
    public Task<T> InspectAsync<T>(string act, Func<T> read) => Administered(act, () => Task.FromResult(read()));

    /// <summary>The topics directly below a topic, page by page.</summary>
    public Task<TopicPage> ListSubtopicsAsync(string topic, string? after, int count) => Administered("list topics", async () =>
    {
        var reply = new Reply<TopicList>();
        TopicName? next = after is null ? null : TopicName.Parse(after, "after");
        Loop.Post(new ListTopics(TopicName.Parse(topic), next, count, reply) { ChildrenOnly = true });
        return ToPage(await reply.Task.ConfigureAwait(false));
    });

    /// <summary>The stored messages of exactly this topic from a sequence on, or before one: as far as one look goes.</summary>
    public Task<MessageWindow> ReadMessagesAsync(string topic, long sequence, bool backward, int count) => WithFaults(async () =>
    {
        var name = TopicName.Parse(topic);
        Permit(_access.CheckRead(name));
        if (count is < 1 or > WindowMax)
            throw new BrokerException(BrokerError.PastLimit("A look shows at least one message, and not more than the limit.", "count", WindowMax, count, "messages"));
        var reply = new Reply<BrokerStatus>();
        Loop.Post(new GetStatus(reply));
        var status = await reply.Task.ConfigureAwait(false);
        var log = new LogWindow(Store("it shows the last message of a topic, and no others"), Loop.Broker.TopicLog, name);
        var window = backward
            ? log.ReadBackward(Math.Clamp(sequence, 1, status.HeadSequence + 1), status.FirstSequence, count)
            : log.ReadForward(Math.Clamp(sequence, status.FirstSequence, status.HeadSequence + 1), status.HeadSequence, count);
        return window with { IsInMemory = Loop.Broker.Policies.For(topic).Durability == Durability.Memory };
    });

    /// <summary>The names of the durable subscriptions that are given the messages of a topic.</summary>
    public Task<IReadOnlyList<string>> ListCoveringAsync(string topic) => Administered<IReadOnlyList<string>>("list subscriptions", async () =>
    {
        var names = new List<string>();
        for (string? after = null; ;)
        {
            var reply = new Reply<DurableList>();
            Loop.Post(new ListSubscriptions(after, PageMax, reply));
            var page = await reply.Task.ConfigureAwait(false);
            names.AddRange(page.Subscriptions.Where(subscription => subscription.Covers(topic)).Select(subscription => subscription.Name));
            if (page.Next is null)
                return names;
            after = page.Next;
        }
    });

    /// <summary>The sequence of the first stored message that was published at a time or later, whatever its topic.</summary>
    public Task<long> FirstSequenceAtAsync(DateTime timeUtc) =>
        WithFaults(() => Task.FromResult(Store("it has no times to look for").FirstAt(timeUtc)));
}
