using System.Globalization;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using static WcfBroker.Server.Mapping.FaultMapping;
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
        var batch = Checked(messages);
        var reply = new Reply<Receipt[]>();
        Loop.Post(new PublishBatch(_session?.Id, _caller.Identity, batch, reply));
        var receipts = await reply.Task.ConfigureAwait(false);
        return ToReceipt(receipts, _services.Storage.LevelOf(receipts.Min(receipt => receipt.Durability)));
    });

    public async Task PostAsync(string topic, BrokerMessage message)
    {
        Publish command;
        try
        {
            command = new Publish(_session?.Id, _caller.Identity, PublishTopic(topic, "topic"), ToContent(message, Limits, "message"), null);
        }
        catch (BrokerException refused)
        {
            Drop(refused);
            return;
        }

        await Loop.PostAsync(command).ConfigureAwait(false);
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
        Loop.Post(new SendRequest(_caller.Identity, PublishTopic(topic, "topic"), ToContent(message, Limits, "message"), timeout, reply));
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
        if (refused.Error.Code != ErrorCode.AccessDenied)
            PostDropped(Logger, _caller.Address, refused.Error.Parameter, refused.Error.Value, refused.Message);
    }

    private async Task<PublishReceipt> PublishAsync(TopicName topic, MessageContent content)
    {
        var reply = new Reply<Receipt>();
        Loop.Post(new Publish(_session?.Id, _caller.Identity, topic, content, reply));
        var receipt = await reply.Task.ConfigureAwait(false);
        return ToReceipt(receipt, _services.Storage.LevelOf(receipt.Durability));
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
