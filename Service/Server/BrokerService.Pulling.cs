using System.Globalization;
using WcfBroker.Contracts.Pulling;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Pulling;
using static WcfBroker.Server.Mapping.FaultMapping;
using static WcfBroker.Server.Mapping.SettlementMapping;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    private const int PullDefault = 100;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    public Task<SubscriptionInfo> CreatePullSubscriptionAsync(string topic, SubscriptionOptions? options) =>
        WithFaults(() => _services.Pulls.CreateAsync(Subscribed(topic), options, _caller, _access.IsAdministrator));

    public Task<PulledMessages> PullAsync(string subscription, int max, TimeSpan wait) => WithFaults(() =>
    {
        if (wait < TimeSpan.Zero || wait > WaitMax)
        {
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "wait", "The time is out of its range.", $"{wait:c}")
                with { Limit = $"{TimeSpan.Zero:c} to {WaitMax:c}" });
        }

        var session = Pulled(subscription);
        Permit(_access.CheckRead(session.Filter, "subscription"));
        return session.PullAsync(PageOf(max, PullDefault, "max"), wait, _caller.Ended);
    });

    public Task<Settlement> AcknowledgePulledAsync(string subscription, string[] tokens) => WithFaults(() =>
    {
        var acknowledged = ToTokens(tokens);
        return AcknowledgedAsync(SettlePulledAsync(subscription, (session, reply) => new Acknowledge(session, acknowledged, reply)));
    });

    public Task<Settlement> ReturnPulledAsync(string subscription, string token, TimeSpan? delay, string? reason) => WithFaults(() =>
    {
        var (returned, after, why) = (ToToken(token, "token"), ToDelay(delay), ToReason(reason, ReturnedByCaller));
        return SettlePulledAsync(subscription, (session, reply) => new ReturnDelivery(session, returned, after, why, reply));
    });

    public Task<Settlement> RejectPulledAsync(string subscription, string token, string? reason) => WithFaults(() =>
    {
        var (rejected, why) = (ToToken(token, "token"), ToReason(reason, RejectedByCaller));
        return SettlePulledAsync(subscription, (session, reply) => new RejectDelivery(session, rejected, why, reply));
    });

    public Task<Settlement> ExtendPulledAsync(string subscription, string token) => WithFaults(() =>
    {
        var extended = ToToken(token, "token");
        return SettlePulledAsync(subscription, (session, reply) => new ExtendLease(session, extended, reply));
    });

    public Task DeletePullSubscriptionAsync(string subscription) => WithFaults<Done>(async () =>
    {
        var session = _services.Pulls.TryFind(subscription, _caller.Identity, _access.IsAdministrator);
        if (session is null || session.Durable is not null)
            await DeleteAsync(session?.Durable ?? subscription, _access.IsAdministrator, nameof(subscription)).ConfigureAwait(false);
        if (session is not null)
            await _services.Pulls.RemoveAsync(session).ConfigureAwait(false);
        return default;
    });

    private PullSession Pulled(string? subscription) =>
        _services.Pulls.TryFind(subscription, _caller.Identity, _access.IsAdministrator) ?? throw new BrokerException(BrokerError.Invalid(
            ErrorCode.UnknownSubscription, "subscription", "There is no such subscription to pull from: make it again.", subscription));

    private async Task<Settlement> SettlePulledAsync(string subscription, Func<SessionId, IReply<SettleResult>, Command> command)
    {
        var session = Pulled(subscription);
        var reply = new Reply<SettleResult>();
        Loop.Post(command(session.Id, reply));
        return ToSettlement(await reply.Task.ConfigureAwait(false));
    }
}
