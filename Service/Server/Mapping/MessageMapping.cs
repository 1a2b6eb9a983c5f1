using System.Text;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;

namespace WcfBroker.Server.Mapping;

/// <summary>Messages of the contract to messages of the core and back.</summary>
public static class MessageMapping
{
    /// <summary>The content of a contract's message, checked against the limits.</summary>
    /// <exception cref="BrokerException">The message breaks a rule; the error names the member.</exception>
    internal static MessageContent ToContent(BrokerMessage? message, BrokerLimits limits, string parameter) =>
        Checked(Convert(message, parameter), limits, parameter);

    /// <summary>The content of a contract's message, still to be checked.</summary>
    /// <exception cref="BrokerException">A part is missing; the error names it.</exception>
    internal static MessageContent Convert(BrokerMessage? message, string parameter) => message is null
        ? throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidMessage, parameter, "A message is missing."))
        : new MessageContent
        {
            Id = message.Id,
            ContentType = message.ContentType,
            Body = message.Body,
            Headers = ToFields(message.Headers, parameter),
            TimeToLive = message.TimeToLive,
            CorrelationId = message.CorrelationId,
            ReplyTo = message.ReplyTo,
            ClearRetained = message.ClearRetained,
        };

    internal static MessageContent ToContent(string? text, BrokerLimits limits) =>
        Checked(new MessageContent { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes(text ?? "") }, limits, "text");

    internal static BrokerMessage ToMessage(MessageContent content) => new()
    {
        Id = content.Id,
        ContentType = content.ContentType,
        Body = ToBody(content),
        Headers = ToHeaders(content.Headers),
        TimeToLive = content.TimeToLive,
        CorrelationId = content.CorrelationId,
        ReplyTo = content.ReplyTo,
    };

    /// <summary>A message as a subscriber receives it.</summary>
    public static Delivery ToDelivery(OutboxItem item)
    {
        var delivery = ToDelivery(item.Message!);
        delivery.Subscription = item.Subscription!.Id.Value;
        delivery.Retained = item.Kind == OutboxItemKind.Retained;
        if (item.Attempt is { } attempt)
        {
            delivery.Token = SettlementMapping.ToText(attempt.Token);
            delivery.Attempt = attempt.Number;
            delivery.Redelivered = attempt.Redelivered;
        }

        return delivery;
    }

    internal static Delivery ToDelivery(PublishedMessage message) => new()
    {
        Topic = message.Topic.Name.Value,
        Sequence = message.Sequence,
        PublishedUtc = message.PublishedUtc,
        Publisher = message.Publisher,
        Id = message.Content.Id,
        ContentType = message.Content.ContentType,
        Body = ToBody(message.Content),
        Headers = ToHeaders(message.Content.Headers),
        TimeToLive = message.Content.TimeToLive,
        CorrelationId = message.Content.CorrelationId,
        ReplyTo = message.Content.ReplyTo,
    };

    internal static PublishReceipt ToReceipt(Receipt receipt, string durability) => new()
    {
        Sequence = receipt.Sequence,
        PublishedUtc = receipt.PublishedUtc,
        MatchedSubscriptions = receipt.MatchedSubscriptions,
        Duplicate = receipt.Duplicate,
        Durability = durability,
    };

    internal static BatchReceipt ToReceipt(Receipt[] receipts, string durability) => new()
    {
        Sequences = Array.ConvertAll(receipts, receipt => receipt.Sequence),
        MatchedSubscriptions = Array.ConvertAll(receipts, receipt => receipt.MatchedSubscriptions),
        PublishedUtc = receipts[0].PublishedUtc,
        Duplicates = ToDuplicates(receipts),
        Durability = durability,
    };

    private static int[]? ToDuplicates(Receipt[] receipts) =>
        Array.Exists(receipts, receipt => receipt.Duplicate)
            ? [.. Enumerable.Range(0, receipts.Length).Where(i => receipts[i].Duplicate)]
            : null;

    internal static MessageContent Checked(MessageContent content, BrokerLimits limits, string parameter) =>
        MessageRules.Check(content, limits, parameter) is { } error ? throw new BrokerException(error) : content;

    private static HeaderField[] ToFields(Header[]? headers, string parameter)
    {
        if (headers is null or [])
            return [];
        var fields = new HeaderField[headers.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            if (headers[i]?.Name is not { } name)
                throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidMessage, $"{parameter}.headers[{i}].name", "A header has a name."));
            fields[i] = new HeaderField(name, headers[i].Value ?? "");
        }

        return fields;
    }

    private static byte[]? ToBody(MessageContent content) => content.Body.IsEmpty ? null : content.Body.ToArray();

    private static Header[]? ToHeaders(IReadOnlyList<HeaderField> fields) =>
        fields.Count == 0 ? null : [.. fields.Select(field => new Header { Name = field.Name, Value = field.Value })];
}
