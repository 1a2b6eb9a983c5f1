using System.Diagnostics;
using System.Globalization;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Observability;
using static WcfBroker.Server.Mapping.MessageMapping;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    public Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message) =>
        WithFaults(() => PublishAsync(PublishTopic(topic, "topic"), ToContent(message, Limits, "message")));

    public Task<PublishReceipt> PublishTextAsync(string topic, string? text) =>
        WithFaults(() => PublishAsync(PublishTopic(topic, "topic"), ToContent(text, Limits)));

    public Task<BatchReceipt> PublishBatchAsync(TopicMessage[] messages) => WithFaults(async () =>
    {
        var started = _services.Metrics.StartPublish();
        var batch = Checked(messages);
        BrokerTracing.OfRequest(batch, _caller.Protocol);
        using var span = BrokerTracing.StartPublish(_caller.Protocol, batch);
        var reply = new Reply<Receipt[]>();
        Loop.Post(new PublishBatch(_session?.Id, _caller.Identity, batch, reply) { Protocol = _caller.Protocol });
        var receipts = await ReceiptAsync(reply, span).ConfigureAwait(false);
        _services.Metrics.EndPublish(started, _caller.Protocol);
        return ToReceipt(receipts, _services.Storage.LevelOf(receipts.Min(receipt => receipt.Durability)));
    });

    public async Task PostAsync(string topic, BrokerMessage message)
    {
        TopicName name;
        MessageContent content;
        try
        {
            (name, content) = (PublishTopic(topic, "topic"), ToContent(message, Limits, "message"));
        }
        catch (BrokerException refused)
        {
            Drop(refused);
            return;
        }

        content = BrokerTracing.OfRequest(content, _caller.Protocol);
        using var span = BrokerTracing.StartPublish(name, _caller.Protocol, ref content);
        await Loop.PostAsync(new Publish(_session?.Id, _caller.Identity, name, content, _services.PostRefusals) { Protocol = _caller.Protocol })
            .ConfigureAwait(false);
    }

    public Task<BrokerMessage> RequestAsync(string topic, BrokerMessage message, TimeSpan timeout) => WithFaults(async () =>
    {
        if (timeout <= TimeSpan.Zero || timeout > Limits.RequestTimeoutMax)
        {
            throw new BrokerException(BrokerError.Invalid(
                ErrorCode.InvalidArgument, "timeout", "A time-out is more than zero and within the limit.", timeout.ToString("c", CultureInfo.InvariantCulture))
                with { Limit = Limits.RequestTimeoutMax.ToString("c", CultureInfo.InvariantCulture) });
        }

        var reply = new Reply<MessageContent>();
        var content = BrokerTracing.OfRequest(ToContent(message, Limits, "message"), _caller.Protocol);
        Loop.Post(new SendRequest(_caller.Identity, PublishTopic(topic, "topic"), content, timeout, reply));
        return ToMessage(await reply.Task.ConfigureAwait(false));
    });

    private TopicName PublishTopic(string? topic, string parameter)
    {
        var name = TopicName.Parse(topic, parameter);
        PermitPublish(name, parameter);
        return name;
    }

    private void PermitPublish(TopicName topic, string parameter)
    {
        if (topic.IsReserved)
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidTopic, parameter, "Names that begin with '/$' belong to the broker.", topic.Value));
        Permit(_access.CheckPublish(topic, parameter));
    }

    // What the rules refuse has its line already.
    private void Drop(BrokerException refused)
    {
        _services.Metrics.AddRefused(refused.Error.Code);
        if (refused.Error.Code != ErrorCode.AccessDenied)
            PostDropped(Logger, _caller.Address, refused.Error.Parameter, refused.Error.Value, refused.Message);
    }

    private async Task<PublishReceipt> PublishAsync(TopicName topic, MessageContent content)
    {
        var started = _services.Metrics.StartPublish();
        content = BrokerTracing.OfRequest(content, _caller.Protocol);
        using var span = BrokerTracing.StartPublish(topic, _caller.Protocol, ref content);
        var reply = new Reply<Receipt>();
        Loop.Post(new Publish(_session?.Id, _caller.Identity, topic, content, reply) { Protocol = _caller.Protocol });
        var receipt = await ReceiptAsync(reply, span).ConfigureAwait(false);
        _services.Metrics.EndPublish(started, _caller.Protocol);
        return ToReceipt(receipt, _services.Storage.LevelOf(receipt.Durability));
    }

    private static async Task<T> ReceiptAsync<T>(Reply<T> reply, Activity? span)
    {
        try
        {
            return await reply.Task.ConfigureAwait(false);
        }
        catch (BrokerException refusal) when (span is not null)
        {
            BrokerTracing.Fail(span, refusal.Error.Code);
            throw;
        }
    }

    private (TopicName Topic, MessageContent Content)[] Checked(TopicMessage[]? messages)
    {
        if (messages is null or [])
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "messages", "A batch has at least one message."));
        var batch = new (TopicName, MessageContent)[messages.Length];
        for (var i = 0; i < batch.Length; i++)
            batch[i] = (PublishTopic(messages[i]?.Topic, $"messages[{i}].topic"), Convert(messages[i]?.Message, $"messages[{i}].message"));
        return MessageRules.CheckBatch(batch, Limits, "messages") is { } error ? throw new BrokerException(error) : batch;
    }
}
