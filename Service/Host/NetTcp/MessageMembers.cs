using WcfBroker.Contracts.Messages;
using WcfBroker.Core;
using WcfBroker.Core.Messages;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>The members of a message in the order of its data contract.</summary>
internal sealed class MessageMembers(RequestOperation operation, BrokerLimits limits)
{
    private readonly ElementName _id = operation.Element(nameof(BrokerMessage.Id));
    private readonly ElementName _contentType = operation.Element(nameof(BrokerMessage.ContentType));
    private readonly ElementName _body = operation.Element(nameof(BrokerMessage.Body));
    private readonly ElementName _headers = operation.Element(nameof(BrokerMessage.Headers));
    private readonly ElementName _header = operation.Element(nameof(Header));
    private readonly ElementName _name = operation.Element(nameof(Header.Name));
    private readonly ElementName _value = operation.Element(nameof(Header.Value));
    private readonly ElementName _timeToLive = operation.Element(nameof(BrokerMessage.TimeToLive));
    private readonly ElementName _correlationId = operation.Element(nameof(BrokerMessage.CorrelationId));
    private readonly ElementName _replyTo = operation.Element(nameof(BrokerMessage.ReplyTo));
    private readonly ElementName _clearRetained = operation.Element(nameof(BrokerMessage.ClearRetained));

    /// <summary>Reads up to the end of the message's element; null if that cannot be done here.</summary>
    public MessageContent? Read(ref FragmentReader message)
    {
        var id = message.Text(_id);
        var contentType = (string?)message.Known(_contentType, static text => text);
        var body = message.Bytes(_body);
        return ReadHeaders(ref message) is { } headers
            ? new MessageContent
            {
                Id = id,
                ContentType = contentType,
                Body = body,
                Headers = headers,
                TimeToLive = message.Duration(_timeToLive),
                CorrelationId = message.Text(_correlationId),
                ReplyTo = message.Text(_replyTo),
                ClearRetained = message.Truth(_clearRetained) ?? false,
            }
            : null;
    }

    private HeaderField[]? ReadHeaders(ref FragmentReader message)
    {
        if (!message.Start(_headers))
            return [];
        var headers = new List<HeaderField>();
        while (message.Start(_header))
        {
            if (headers.Count == limits.HeadersMax || message.Text(_name) is not { } name)
                return null;
            headers.Add(new(name, message.Text(_value) ?? ""));
            message.End();
        }

        message.End();
        return [.. headers];
    }
}
