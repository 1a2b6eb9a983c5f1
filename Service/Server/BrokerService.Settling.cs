using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Mapping;
using static WcfBroker.Server.Mapping.FaultMapping;
using static WcfBroker.Server.Mapping.SettlementMapping;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    private const string ReturnedByCaller = "The subscriber returned the message.";
    private const string RejectedByCaller = "The subscriber rejected the message.";

    public Task<Settlement> AcknowledgeAsync(string[] tokens) => WithFaults(() =>
    {
        var acknowledged = ToTokens(tokens);
        return AcknowledgedAsync(SettleAsync(acknowledged, (session, reply) => new Acknowledge(session, acknowledged, reply)));
    });

    public Task<Settlement> AcknowledgeUpToAsync(string token) => WithFaults(() =>
    {
        var newest = ToToken(token, "token");
        return AcknowledgedAsync(SettleAsync([newest], (session, reply) => new AcknowledgeUpTo(session, newest, reply)));
    });

    public Task<Settlement> ReturnAsync(string token, TimeSpan? delay, string? reason) => WithFaults(() =>
    {
        var (returned, after, why) = (ToToken(token, "token"), ToDelay(delay), ToReason(reason, ReturnedByCaller));
        return SettleAsync([returned], (session, reply) => new ReturnDelivery(session, returned, after, why, reply));
    });

    public Task<Settlement> RejectAsync(string token, string? reason) => WithFaults(() =>
    {
        var (rejected, why) = (ToToken(token, "token"), ToReason(reason, RejectedByCaller));
        return SettleAsync([rejected], (session, reply) => new RejectDelivery(session, rejected, why, reply));
    });

    public Task<Settlement> ExtendAsync(string token) => WithFaults(() =>
    {
        var extended = ToToken(token, "token");
        return SettleAsync([extended], (session, reply) => new ExtendLease(session, extended, reply));
    });

    private async Task<Settlement> AcknowledgedAsync(Task<Settlement> settling)
    {
        var settlement = await settling.ConfigureAwait(false);
        _services.Traffic.AddAcknowledged(settlement.Settled);
        return settlement;
    }

    // A session that has never subscribed was never given a token.
    private async Task<Settlement> SettleAsync(long[] tokens, Func<SessionId, IReply<SettleResult>, Command> command)
    {
        var reply = new Reply<SettleResult>();
        if (_session is { } session)
            Loop.Post(command(session.Id, reply));
        else
            reply.Complete(new SettleResult(0, tokens));
        return ToSettlement(await reply.Task.ConfigureAwait(false));
    }
}
