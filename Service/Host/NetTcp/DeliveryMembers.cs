using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Server.Mapping;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>Writes the members of a delivery in the order of its data contract.</summary>
internal sealed class DeliveryMembers
{
    private readonly FragmentName _topic;
    private readonly FragmentName _sequence;
    private readonly FragmentName _publishedUtc;
    private readonly FragmentName _publisher;
    private readonly FragmentName _id;
    private readonly FragmentName _contentType;
    private readonly FragmentName _body;
    private readonly FragmentName _headers;
    private readonly FragmentName _header;
    private readonly FragmentName _name;
    private readonly FragmentName _value;
    private readonly FragmentName _timeToLive;
    private readonly FragmentName _correlationId;
    private readonly FragmentName _replyTo;
    private readonly FragmentName _subscription;
    private readonly FragmentName _retained;
    private readonly FragmentName _token;
    private readonly FragmentName _attempt;
    private readonly FragmentName _redelivered;

    public DeliveryMembers(CallbackOperation operation)
    {
        _topic = Name(nameof(Delivery.Topic));
        _sequence = Name(nameof(Delivery.Sequence));
        _publishedUtc = Name(nameof(Delivery.PublishedUtc));
        _publisher = Name(nameof(Delivery.Publisher));
        _id = Name(nameof(Delivery.Id));
        _contentType = Name(nameof(Delivery.ContentType));
        _body = Name(nameof(Delivery.Body));
        _headers = Name(nameof(Delivery.Headers));
        _header = Name(nameof(Header));
        _name = Name(nameof(Header.Name));
        _value = Name(nameof(Header.Value));
        _timeToLive = Name(nameof(Delivery.TimeToLive));
        _correlationId = Name(nameof(Delivery.CorrelationId));
        _replyTo = Name(nameof(Delivery.ReplyTo));
        _subscription = Name(nameof(Delivery.Subscription));
        _retained = Name(nameof(Delivery.Retained));
        _token = Name(nameof(Delivery.Token));
        _attempt = Name(nameof(Delivery.Attempt));
        _redelivered = Name(nameof(Delivery.Redelivered));

        FragmentName Name(string name) => operation.Element(name, ContractNamespace.Uri);
    }

    /// <summary>Those that all who receive a message share.</summary>
    public void WriteShared(FragmentWriter writer, PublishedMessage message)
    {
        var content = message.Content;
        writer.Element(_topic, message.Topic.Name.Value);
        writer.Element(_sequence, message.Sequence);
        writer.Element(_publishedUtc, message.PublishedUtc);
        WriteText(writer, _publisher, message.Publisher);
        WriteText(writer, _id, content.Id);
        WriteText(writer, _contentType, content.ContentType);
        if (!content.Body.IsEmpty)
            writer.Element(_body, content.Body.Span);
        WriteHeaders(writer, content.Headers);
        if (content.TimeToLive is { } life)
            writer.Element(_timeToLive, life);
        WriteText(writer, _correlationId, content.CorrelationId);
        WriteText(writer, _replyTo, content.ReplyTo);
    }

    /// <summary>Those that belong to a subscription.</summary>
    public void WriteSubscription(FragmentWriter writer, SubscriptionId id, bool retained)
    {
        writer.Element(_subscription, id.Value);
        if (retained)
            writer.Element(_retained, true);
    }

    /// <summary>Those that belong to one attempt of a durable subscription.</summary>
    public void WriteAttempt(FragmentWriter writer, SubscriptionId id, DeliveryAttempt attempt)
    {
        writer.Element(_subscription, id.Value);
        writer.Element(_token, SettlementMapping.ToText(attempt.Token));
        writer.Element(_attempt, attempt.Number);
        if (attempt.Redelivered)
            writer.Element(_redelivered, true);
    }

    private void WriteHeaders(FragmentWriter writer, IReadOnlyList<HeaderField> headers)
    {
        if (headers.Count == 0)
            return;
        writer.Start(_headers);
        foreach (var header in headers)
        {
            writer.Start(_header);
            writer.Element(_name, header.Name);
            writer.Element(_value, header.Value);
            writer.End();
        }

        writer.End();
    }

    private static void WriteText(FragmentWriter writer, FragmentName name, string? value)
    {
        if (value is not null)
            writer.Element(name, value);
    }
}
