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

    public void Apply(SendRequest command, ICollection<Effect> effects)
    {
        var responders = state.Index.Responders(command.Topic);
        if (responders.Count == 0)
        {
            effects.Refuse(command.Reply, BrokerError.Invalid(
                ErrorCode.NoResponder, "topic", "Nobody answers requests on this topic.", command.Topic.Value));
            return;
        }

        var id = state.Requests.NextId();
        if (Choose(responders, id) is { } responder)
            Give(command, id, responder, effects);
        else
            effects.Refuse(command.Reply, Busy());
    }

    public void Apply(SendReply command, ICollection<Effect> effects)
    {
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

    public void Expire(ICollection<Effect> effects)
    {
        while (state.Requests.TakeExpired(state.Now) is { } request)
            effects.Refuse(request.Reply, new BrokerError(ErrorCode.RequestTimeout, "No reply came in time.") { Parameter = "timeout" });
    }

    /// <summary>Tells those who asked a session that is gone.</summary>
    public void Fail(Session responder, ICollection<Effect> effects)
    {
        foreach (var id in responder.Requests.Order(Comparer<RequestId>.Create((one, other) => one.Value.CompareTo(other.Value))).ToArray())
        {
            var request = state.Requests.Find(id)!;
            state.Requests.Remove(request);
            effects.Refuse(request.Reply, new BrokerError(ErrorCode.ResponderLost, "The responder went away before it replied."));
        }
    }

    private Subscription? Choose(IReadOnlyList<Subscription> responders, RequestId id)
    {
        if (state.Requests.Count >= state.Limits.RequestsMax)
            return null;
        for (var i = 0; i < responders.Count; i++)
        {
            var responder = responders[(int)((id.Value + i) % responders.Count)];
            if (responder.Session.Requests.Count < state.Limits.RequestsPerResponderMax)
                return responder;
        }

        return null;
    }

    private void Give(SendRequest command, RequestId id, Subscription responder, ICollection<Effect> effects)
    {
        var topic = state.Topics.Find(command.Topic.Value) ?? new Topic(command.Topic, null, -1);
        var content = command.Content with { ReplyTo = id.ToString() };
        var message = new PublishedMessage(topic, 0, state.Now, command.Publisher, content);
        state.Requests.Add(new PendingRequest(id, responder.Session, state.Now + command.Timeout, command.Reply));
        effects.Add(new Send(responder.Session.Outbox, new OutboxItem(OutboxItemKind.Request, responder) { Message = message }));
    }

    private BrokerError Busy() => new(ErrorCode.ServerBusy, "All responders of the topic have as many requests as they may.")
    {
        Parameter = "topic",
        Limit = $"{state.Limits.RequestsPerResponderMax} requests a responder",
        RetryAfter = RetryAfter,
    };
}
