using System.Diagnostics.CodeAnalysis;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>
/// Reads what is published from the bytes in which it comes. Whatever is unusual, and all that breaks a rule which needs more than one
/// look, is left to the operations of the contract.
/// </summary>
internal sealed class PublishEncoding
{
    private readonly BrokerLimits _limits;
    private readonly ReceiptEncoding _published;
    private readonly ReceiptEncoding _publishedText;
    private readonly BatchReceiptEncoding _publishedBatch;
    private readonly ElementName _topic;
    private readonly ElementName _message;
    private readonly ElementName _text;
    private readonly ElementName _messages;
    private readonly ElementName _item;
    private readonly ElementName _itemTopic;
    private readonly ElementName _itemMessage;
    private readonly MessageMembers _members;

    private PublishEncoding(ServiceDefinition service, BrokerLimits limits)
    {
        _limits = limits;
        var publish = Operation(service, "Publish");
        var publishText = Operation(service, "PublishText");
        var publishBatch = Operation(service, "PublishBatch");
        var post = Operation(service, "Post");
        _published = new(publish);
        _publishedText = new(publishText);
        _publishedBatch = new(publishBatch);
        _topic = publish.Element("topic");
        _message = publish.Element("message");
        _text = publish.Element("text");
        _messages = publish.Element("messages");
        _item = publish.Element(nameof(TopicMessage));
        _itemTopic = publish.Element(nameof(TopicMessage.Topic));
        _itemMessage = publish.Element(nameof(TopicMessage.Message));
        _members = new(publish, limits);
        publish.ReadWith(ReadPublish);
        publishText.ReadWith(ReadText);
        publishBatch.ReadWith(ReadBatch);
        post.ReadWith(ReadPost);
    }

    /// <summary>Lets a service read what is published so.</summary>
    public static void Use(ServiceDefinition service, BrokerLimits limits) => _ = new PublishEncoding(service, limits);

    private static RequestOperation Operation(ServiceDefinition service, string name) => service.Request($"{ContractNamespace.Uri}/Publisher/{name}");

    private PublishCall? ReadPublish(ref FragmentReader body) => TryRead(ref body, _topic, _message, out var topic, out var content)
        ? new PublishCall(topic, content, "message", _published)
        : null;

    private PostCall? ReadPost(ref FragmentReader body) =>
        TryRead(ref body, _topic, _message, out var topic, out var content) ? new PostCall(topic, content) : null;

    private PublishCall? ReadText(ref FragmentReader body) => TryReadTopic(ref body, _topic, out var topic) && body.TextBytes(_text) is { } text
        ? new PublishCall(topic, new MessageContent { ContentType = ContentTypes.Text, Body = text }, "text", _publishedText)
        : null;

    private PublishBatchCall? ReadBatch(ref FragmentReader body)
    {
        if (!body.Start(_messages))
            return null;
        var messages = new List<(TopicName, MessageContent)>();
        while (body.Start(_item))
        {
            if (messages.Count == _limits.BatchMessagesMax || !TryRead(ref body, _itemTopic, _itemMessage, out var topic, out var content))
                return null;
            body.End();
            messages.Add((topic, content));
        }

        body.End();
        return messages.Count == 0 ? null : new PublishBatchCall([.. messages], _publishedBatch);
    }

    private bool TryRead(
        ref FragmentReader body, ElementName topicName, ElementName messageName, out TopicName topic, [NotNullWhen(true)] out MessageContent? content)
    {
        content = null;
        if (!TryReadTopic(ref body, topicName, out topic) || !body.Start(messageName))
            return false;
        content = _members.Read(ref body);
        body.End();
        return content is not null && !body.HasFailed;
    }

    private static bool TryReadTopic(ref FragmentReader body, ElementName name, out TopicName topic)
    {
        topic = TopicName.Root;
        if (body.Known(name, static text => TopicName.TryParse(text, "topic", out var parsed, out _) ? parsed : null) is not TopicName known)
            return false;
        topic = known;
        return true;
    }
}
