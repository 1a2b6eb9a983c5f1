using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Requests;

/// <summary>Gives each request to one responder, in turn, and its reply back to who asked.</summary>
internal sealed class Requesting(BrokerState state)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    public void Apply(SendRequest command, IList<Effect> effects)
    {
        if (CheckTimeout(command.Timeout) is { } error)
        {
            effects.Refuse(command.Reply, error);
            return;
        }

        var responders = state.Index.Responders(command.Topic);
        if (responders.Count == 0)
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(
                ErrorCode.NoResponder, "topic", "Nobody answers requests on this topic.", command.Topic.Value));
            return;
        }

        if (state.Requests.Count >= state.Limits.RequestsMax)
            effects.Refuse(command.Reply, Busy($"{state.Limits.RequestsMax} requests"));
        else if (Choose(responders) is { } responder)
            Give(command, responder, effects);
        else
            effects.Refuse(command.Reply, Busy($"{state.Limits.RequestsPerResponderMax} requests a responder"));
    }

    public void Apply(SendReply command, IList<Effect> effects)
    {
        Expire(effects);
        if (state.Requests.Find(command.Request) is not { } request || request.Responder.Id != command.Session)
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(
                ErrorCode.UnknownRequest, "replyTo", "No such request waits for a reply of this session.", command.Request.ToString()));
            return;
        }

        state.Requests.Remove(request);
        effects.Answer(request.Reply, command.Content);
        effects.Answer(command.Reply, default);
    }

    public void Expire(IList<Effect> effects)
    {
        while (state.Requests.TakeExpired(state.Now) is { } request)
            effects.Refuse(request.Reply, new BrokerError(ErrorCode.RequestTimeout, "No reply came in time.") { Parameter = "timeout" });
    }

    /// <summary>Tells all who wait that no reply will come.</summary>
    public void Stop(IList<Effect> effects)
    {
        foreach (var request in state.Requests.InOrder.ToArray())
        {
            state.Requests.Remove(request);
            effects.Refuse(request.Reply, BrokerError.Stopping);
        }
    }

    /// <summary>Tells those who asked a session that is gone.</summary>
    public void Fail(Session responder, IList<Effect> effects)
    {
        foreach (var id in responder.Requests.Order(Comparer<RequestId>.Create((one, other) => one.Value.CompareTo(other.Value))).ToArray())
        {
            var request = state.Requests.Find(id)!;
            state.Requests.Remove(request);
            effects.Refuse(request.Reply, new BrokerError(ErrorCode.ResponderLost, "The responder went away before it replied."));
        }
    }

    // Whose turn was longest ago, of those that have room.
    private Subscription? Choose(IReadOnlyList<Subscription> responders) => responders
        .Where(responder => responder.Session.Requests.Count < state.Limits.RequestsPerResponderMax)
        .MinBy(responder => responder.LastRequest.Value);

    private void Give(SendRequest command, Subscription responder, IList<Effect> effects)
    {
        var id = responder.LastRequest = state.Requests.NextId();
        var topic = state.Topics.Find(command.Topic.Value) ?? new Topic(command.Topic);
        var content = command.Content with { ReplyTo = id.ToString() };
        var message = new PublishedMessage(topic, 0, state.Now, command.Publisher, content);
        state.Requests.Add(new PendingRequest(id, responder.Session, state.Now + command.Timeout, command.Reply));
        effects.Add(new Send(responder.Session.Outbox, new OutboxItem(OutboxItemKind.Request, responder) { Message = message }));
    }

    private BrokerError? CheckTimeout(TimeSpan timeout) => timeout > TimeSpan.Zero && timeout <= state.Limits.RequestTimeoutMax
        ? null
        : new BrokerError(ErrorCode.InvalidArgument, "A request waits for more than zero, and not longer than the limit.")
        {
            Parameter = "timeout",
            Limit = $"{state.Limits.RequestTimeoutMax:c}",
            Value = $"{timeout:c}",
        };

    private static BrokerError Busy(string limit) => new(ErrorCode.ServerBusy, "There are as many open requests as there may be.")
    {
        Parameter = "topic",
        Limit = limit,
        RetryAfter = RetryAfter,
    };
}
