using System.Diagnostics;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server;

/// <content>Publishing for a host that reads messages itself: what the operations of the contract do, without its types.</content>
public sealed partial class BrokerService
{
    /// <summary>Publishes one message.</summary>
    /// <param name="topic">Where to.</param>
    /// <param name="content">What; it is checked here.</param>
    /// <param name="parameter">The name of the parameter that the content came in.</param>
    /// <param name="reply">Gets the receipt, or the refusal.</param>
    public void Publish(TopicName topic, MessageContent content, string parameter, IReply<Receipt> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        try
        {
            var started = _services.Metrics.StartPublish();
            PermitPublish(topic, "topic");
            var message = MessageMapping.Checked(content, Limits, parameter);
            var span = BrokerTracing.StartPublish(topic, _caller.Protocol, ref message);
            Loop.Post(new Publish(_session?.Id, _caller.Identity, topic, message, Watched(reply, span, started)) { Protocol = _caller.Protocol });
        }
        catch (BrokerException refused)
        {
            reply.Refuse(refused.Error);
        }
    }

    /// <summary>Publishes one message or more, all of them or none.</summary>
    public void PublishBatch((TopicName Topic, MessageContent Content)[] messages, IReply<Receipt[]> reply)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(reply);
        try
        {
            var started = _services.Metrics.StartPublish();
            for (var i = 0; i < messages.Length; i++)
                PermitPublish(messages[i].Topic, i);
            if (MessageRules.CheckBatch(messages, Limits, "messages") is { } error)
                throw new BrokerException(error);
            var span = BrokerTracing.StartPublish(_caller.Protocol, messages);
            Loop.Post(new PublishBatch(_session?.Id, _caller.Identity, messages, Watched(reply, span, started)) { Protocol = _caller.Protocol });
        }
        catch (BrokerException refused)
        {
            reply.Refuse(refused.Error);
        }
    }

    /// <summary>Publishes one message that nobody waits for.</summary>
    public Task PostAsync(TopicName topic, MessageContent content)
    {
        try
        {
            PermitPublish(topic, "topic");
            var message = MessageMapping.Checked(content, Limits, "message");
            using var span = BrokerTracing.StartPublish(topic, _caller.Protocol, ref message);
            return Loop.PostAsync(new Publish(_session?.Id, _caller.Identity, topic, message, _services.PostRefusals) { Protocol = _caller.Protocol }).AsTask();
        }
        catch (BrokerException refused)
        {
            Drop(refused);
            return Task.CompletedTask;
        }
    }

    /// <summary>What receipts say of how a message is kept.</summary>
    public string LevelOf(Durability durability) => _services.Storage.LevelOf(durability);

    private IReply<T> Watched<T>(IReply<T> reply, Activity? span, long started)
    {
        if (span is null && started == 0)
            return reply;

        // What the session receives next is no part of the span.
        Activity.Current = null;
        return new WatchedReply<T>(reply, span, _services.Metrics, started, _caller.Protocol);
    }

    // The name of the item is made for those that are refused alone.
    private void PermitPublish(TopicName topic, int item)
    {
        try
        {
            PermitPublish(topic, "topic");
        }
        catch (BrokerException refused)
        {
            throw new BrokerException(refused.Error with { Parameter = $"messages[{item}].topic" });
        }
    }
}
