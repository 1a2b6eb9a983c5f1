using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>The administration of a broker in memory; its pages are small.</summary>
internal sealed class FakeAdministration : IBrokerAdministration, IAsyncDisposable
{
    private const int PageItems = 2;

    public List<SubscriptionStatus> Subscriptions { get; } = [];

    public List<SessionInfo> Sessions { get; } = [];

    public List<DeadLetterInfo> Letters { get; } = [];

    public ServerInfo Info { get; set; } = new();

    public List<string> Calls { get; } = [];

    public bool IsClosed { get; private set; }

    public Task<ServerInfo> GetServerInfoAsync() => Task.FromResult(Info);

    public List<TopicInfo> Topics { get; } = [];

    public FakeLog Log { get; } = new();

    public Queue<BackupInfo> Backups { get; } = [];

    public Task<TopicPage> ListAllTopicsAsync(string? prefix, string? after, int count) => Task.FromResult(new TopicPage { Topics = [.. Topics] });

    public Task<SubscriptionPage> ListSubscriptionsAsync(string? after, int count)
    {
        var from = after is null ? 0 : Subscriptions.FindIndex(subscription => subscription.Name == after) + 1;
        SubscriptionStatus[] page = [.. Subscriptions.Skip(from).Take(PageItems)];
        return Task.FromResult(new SubscriptionPage
        {
            Subscriptions = page, Next = from + page.Length < Subscriptions.Count ? page[^1].Name : null,
        });
    }

    public Task RemoveSubscriptionAsync(string name)
    {
        if (Subscriptions.RemoveAll(subscription => subscription.Name == name) == 0)
        {
            var fault = new BrokerFault { Code = FaultCodes.UnknownSubscription, Message = "There is none.", Value = name };
            throw new FaultException<BrokerFault>(fault, fault.Message);
        }

        return Task.CompletedTask;
    }

    public Task PauseSubscriptionAsync(string name)
    {
        Calls.Add($"pause {name}");
        return Task.CompletedTask;
    }

    public Task ResumeSubscriptionAsync(string name)
    {
        Calls.Add($"resume {name}");
        return Task.CompletedTask;
    }

    public Task<int> ReplayMessagesAsync(string subscription, ReplayRange range)
    {
        Calls.Add($"replay {subscription} from {range.FromSequence}{range.FromTimeUtc:O} to {range.ToSequence}{range.ToTimeUtc:O}");
        return Task.FromResult(3);
    }

    public Task<SessionPage> ListSessionsAsync(long after, int count)
    {
        var rest = Sessions.Where(session => session.Id > after).ToList();
        return Task.FromResult(new SessionPage
        {
            Sessions = [.. rest.Take(PageItems)], Next = rest.Count > PageItems ? rest[PageItems - 1].Id : null,
        });
    }

    public Task<DeadLetterPage> ListDeadLettersAsync(string subscription, long after, int count)
    {
        Calls.Add($"list {subscription} after {after}");
        var rest = Letters.Where(letter => letter.Sequence > after).ToList();
        return Task.FromResult(new DeadLetterPage
        {
            Letters = [.. rest.Take(PageItems)], Next = rest.Count > PageItems ? rest[PageItems - 1].Sequence : null,
        });
    }

    public Task<int> ReplayDeadLettersAsync(string subscription, long[]? sequences) => Counted("replay", subscription, sequences);

    public Task<int> PurgeDeadLettersAsync(string subscription, long[]? sequences) => Counted("purge", subscription, sequences);

    public Task<PolicyInfo[]> ListPoliciesAsync() => Task.FromResult<PolicyInfo[]>([]);

    public Task<LogPage> ReadLogAsync(string topic, long from, DateTime? fromUtc, int count)
    {
        Calls.Add($"read {topic} from {from} {fromUtc:u}".TrimEnd());
        return Task.FromResult(Log.Read(from, PageItems));
    }

    public Task<BackupInfo> StartBackupAsync(string? name)
    {
        Calls.Add($"back up {name ?? "(no name)"}");
        return Task.FromResult(Backups.Dequeue());
    }

    public Task<BackupInfo?> GetBackupAsync() => Task.FromResult<BackupInfo?>(Backups.Dequeue());

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }

    private Task<int> Counted(string call, string subscription, long[]? sequences)
    {
        Calls.Add($"{call} {subscription} {(sequences is null ? "all" : string.Join(' ', sequences))}");
        return Task.FromResult(sequences?.Length ?? Letters.Count);
    }
}
