using System.Globalization;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Topics;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Mapping;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    private const int PageMax = 1_000;
    private const int SubscriptionPageDefault = 100;
    private const int SessionPageDefault = 100;
    private const int LetterPageDefault = 20;

    public Task<ServerInfo> GetServerInfoAsync() => Administered("look at the server", async () =>
    {
        var reply = new Reply<BrokerStatus>();
        Loop.Post(new GetStatus(reply));
        return AdministrationMapping.ToInfo(await reply.Task.ConfigureAwait(false), _services);
    });

    public Task<TopicPage> ListAllTopicsAsync(string? prefix, string? after, int count) =>
        Administered("list topics", () => ListTopicsAsync(prefix, after, count, shown: null));

    public Task<SubscriptionPage> ListSubscriptionsAsync(string? after, int count) => Administered("list subscriptions", async () =>
    {
        var reply = new Reply<DurableList>();
        Loop.Post(new ListSubscriptions(after, PageOf(count, SubscriptionPageDefault), reply));
        return AdministrationMapping.ToPage(await reply.Task.ConfigureAwait(false));
    });

    public Task RemoveSubscriptionAsync(string name) => Audited("remove subscription", name, () => DeleteAsync(name, anyOwner: true));

    public Task<SessionPage> ListSessionsAsync(long after, int count) => Administered("list sessions", async () =>
    {
        var reply = new Reply<SessionList>();
        Loop.Post(new ListSessions(after, PageOf(count, SessionPageDefault), reply));
        return AdministrationMapping.ToPage(await reply.Task.ConfigureAwait(false));
    });

    public Task<DeadLetterPage> ListDeadLettersAsync(string subscription, long after, int count) => Administered("list dead letters", async () =>
    {
        var (name, store, page) = (DurableNameOf(subscription), Store(), PageOf(count, LetterPageDefault));
        var reply = new Reply<int?>();
        Loop.Post(new FindDeadLetters(name, reply));
        return await reply.Task.ConfigureAwait(false) is { } topic
            ? DeadLetterMapping.ToPage(store, topic, after, page, Loop.Broker.TopicLog)
            : new DeadLetterPage();
    });

    public Task<int> ReplayDeadLettersAsync(string subscription, long[]? sequences) =>
        WithDeadLetters("replay dead letters", subscription, sequences, (name, reply) => new ReplayDeadLetters(name, sequences, reply));

    public Task<int> PurgeDeadLettersAsync(string subscription, long[]? sequences) =>
        WithDeadLetters("purge dead letters", subscription, sequences, (name, reply) => new PurgeDeadLetters(name, sequences, reply));

    public Task<PolicyInfo[]> ListPoliciesAsync() =>
        Administered("list policies", () => Task.FromResult<PolicyInfo[]>([.. Loop.Broker.Policies.All.Select(AdministrationMapping.ToInfo)]));

    /// <summary>A call that the rules leave to administrators.</summary>
    private Task<T> Administered<T>(string act, Func<Task<T>> call) => WithFaults(() =>
    {
        Permit(_access.CheckAdminister(act));
        return call();
    });

    /// <summary>Such a call that changes something: it is logged, however it ends.</summary>
    private Task<T> Audited<T>(string act, string? target, Func<Task<T>> call) => Administered(act, async () =>
    {
        var outcome = "failed";
        try
        {
            var result = await call().ConfigureAwait(false);
            outcome = "done";
            return result;
        }
        catch (BrokerException exception)
        {
            outcome = exception.Error.Code.ToString();
            throw;
        }
        finally
        {
            _services.Access.Audit.Administered(_caller.Identity, _caller.Address, act, target, outcome);
        }
    });

    private Task<int> WithDeadLetters(string act, string? subscription, long[]? sequences, Func<string, IReply<int>, Command> command) => Audited(act, subscription, () =>
    {
        var name = DurableNameOf(subscription);
        Store();
        if (sequences?.Length > PageMax)
            throw new BrokerException(BrokerError.PastLimit("There are too many sequences.", "sequences", PageMax, sequences.Length, "sequences"));
        var reply = new Reply<int>();
        Loop.Post(command(name, reply));
        return reply.Task;
    });

    private IStore Store(string consequence = "it has no dead letters") => _services.Storage.Store
        ?? throw new BrokerException(new BrokerError(ErrorCode.StoreRequired, $"This broker keeps messages in memory alone: {consequence}."));

    private static string DurableNameOf(string? subscription, string parameter = "subscription") =>
        DurableName.Check(subscription, parameter) is { } error ? throw new BrokerException(error) : subscription!;

    private static int PageOf(int count, int preset, string parameter = "count") => count is >= 0 and <= PageMax
        ? count == 0 ? preset : count
        : throw new BrokerException(BrokerError.Invalid(
            ErrorCode.InvalidArgument, parameter, "A page has 1 item or more, within the limit; 0 stands for the default.",
            count.ToString(CultureInfo.InvariantCulture)) with { Limit = $"{PageMax} items" });
}
