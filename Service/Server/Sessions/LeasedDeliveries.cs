using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Server.Sessions;

/// <summary>
/// The deliveries of durable subscriptions on their way through one session's writer: which were handed to the transport, and
/// those that the writer itself settles.
/// </summary>
internal sealed class LeasedDeliveries(SessionId session, BrokerLoop loop, TrafficCounters traffic)
{
    private const int ReasonCharsMax = 255;
    private static readonly TimeSpan HandleTimeoutDefault = TimeSpan.FromSeconds(30);
    private long _lastWritten;

    /// <summary>Whether the broker ends the session.</summary>
    public bool IsStopping { get; set; }

    /// <summary>The end of the session, with all that the core is to know of what was sent. What an orderly end cuts short does not count.</summary>
    public Detach Detach(bool orderly) => new(session) { LastWritten = _lastWritten, Orderly = orderly || IsStopping };

    /// <summary>An item is about to be handed to the transport.</summary>
    public void Writing(OutboxItem item) => _lastWritten = item.Attempt?.Token ?? _lastWritten;

    public void Writing(List<OutboxItem> items, int at, int count)
    {
        for (var i = at; i < at + count; i++)
            Writing(items[i]);
    }

    /// <summary>Takes out what has expired while it waited: it is settled without being sent.</summary>
    public async ValueTask SettleExpiredAsync(List<OutboxItem> items, DateTime now)
    {
        if (!items.Exists(IsExpired))
            return;
        await SettleAsync([.. items.Where(IsExpired).Select(item => item.Attempt!.Token)]).ConfigureAwait(false);
        items.RemoveAll(IsExpired);

        bool IsExpired(OutboxItem item) => item.Attempt is not null && item.Message!.IsExpired(now);
    }

    /// <summary>Settles what needs no more than to be handed to the transport.</summary>
    public ValueTask SettleWrittenAsync(List<OutboxItem> items, int at, int count)
    {
        List<long>? tokens = null;
        for (var i = at; i < at + count; i++)
        {
            if (items[i].Attempt is { } attempt && ModeOf(items[i]) == AcknowledgeMode.None)
                (tokens ??= []).Add(attempt.Token);
        }

        return tokens is null ? ValueTask.CompletedTask : SettleAsync(tokens);
    }

    /// <summary>How long a two-way callback may take.</summary>
    public static TimeSpan HandleTimeout(OutboxItem item) => item.Attempt?.Lease ?? HandleTimeoutDefault;

    /// <summary>A two-way callback has returned.</summary>
    public ValueTask ReturnedAsync(OutboxItem item) =>
        item.Attempt is { } attempt && ModeOf(item) == AcknowledgeMode.OnReturn ? SettleAsync([attempt.Token]) : ValueTask.CompletedTask;

    /// <summary>A two-way callback has faulted, or has not returned in time.</summary>
    public ValueTask FailedAsync(OutboxItem item, Exception exception)
    {
        if (item.Attempt is not { } attempt || ModeOf(item) == AcknowledgeMode.None)
            return ValueTask.CompletedTask;
        var reason = exception is FaultException<BrokerFault> { Detail.Message.Length: > 0 } fault ? fault.Detail.Message : exception.Message;
        var shown = Printable.From(reason, ReasonCharsMax);
        return loop.PostAsync(exception is FaultException<BrokerFault> { Detail.Code: FaultCodes.Reject }
            ? new RejectDelivery(session, attempt.Token, shown, null)
            : new ReturnDelivery(session, attempt.Token, null, shown, null));
    }

    private ValueTask SettleAsync(List<long> tokens)
    {
        traffic.AddAcknowledged(tokens.Count);
        return loop.PostAsync(new Acknowledge(session, tokens, null));
    }

    private static AcknowledgeMode ModeOf(OutboxItem item) => item.Subscription!.Options.Durable!.Mode;
}
