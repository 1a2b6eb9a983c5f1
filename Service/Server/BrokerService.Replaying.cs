using WcfBroker.Contracts.Administration;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Server.Inspection;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Server;

/// <summary>What administrators do to a durable subscription as it runs.</summary>
public sealed partial class BrokerService
{
    public Task PauseSubscriptionAsync(string name) => Audited("pause subscription", name, () => PauseAsync(name, paused: true));

    public Task ResumeSubscriptionAsync(string name) => Audited("resume subscription", name, () => PauseAsync(name, paused: false));

    public Task<int> ReplayMessagesAsync(string subscription, ReplayRange range) => Audited("replay messages", subscription, async () =>
    {
        var (name, store) = (DurableNameOf(subscription), Store("it has nothing to replay"));
        var asked = new Reply<DurableSummary>();
        Loop.Post(new FindSubscription(name, asked));
        var search = new LogSearch(store, Loop.Broker.TopicLog, await asked.Task.ConfigureAwait(false));
        var entries = search.Find(ReplayMapping.ToSequences(range, store), _services.Time.GetUtcNow().UtcDateTime);
        var reply = new Reply<int>();
        Loop.Post(new ReplayMessages(name, entries, reply));
        return await reply.Task.ConfigureAwait(false);
    });

    private Task<Done> PauseAsync(string? name, bool paused)
    {
        var reply = new Reply<Done>();
        Loop.Post(new PauseSubscription(DurableNameOf(name, "name"), paused, reply));
        return reply.Task;
    }
}
