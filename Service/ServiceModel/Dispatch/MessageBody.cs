using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>
/// A wrapped body: one element for the message, in it one for each parameter, or one for the result. Or an untyped one: whatever it is, as
/// a <see cref="Message"/> without headers.
/// </summary>
internal sealed class MessageBody
{
    /// <summary>Objects in one parameter; a message of a few bytes an item cannot be blown up beyond.</summary>
    public const int ItemsMax = 1_000_000;

    private readonly XmlDictionaryString _wrapper;
    private readonly XmlDictionaryString _wrapperNamespace;
    private readonly MessagePart[] _parts;
    private readonly bool _isUntyped;

    public MessageBody(MessageDescription message, IReadOnlyCollection<Type> knownTypes)
    {
        var names = new XmlDictionary();
        _isUntyped = message.Body.WrapperName is null;
        _wrapper = names.Add(message.Body.WrapperName ?? "");
        _wrapperNamespace = names.Add(message.Body.WrapperNamespace ?? "");
        var result = message.Body.ReturnValue is { } value && value.Type != typeof(void) ? value : null;
        _parts = _isUntyped ? [] : [.. message.Body.Parts.OrderBy(p => p.Index).Append(result).OfType<MessagePartDescription>()
            .Select(p => new MessagePart(p, names, knownTypes))];
    }

    public string Wrapper => _wrapper.Value;

    public string WrapperNamespace => _wrapperNamespace.Value;

    public IReadOnlyList<MessagePart> Parts => _parts;

    /// <summary>Reads the body of a message, as the other overload does.</summary>
    public object?[] Read(Message message)
    {
        if (message.IsEmpty)
            return _isUntyped ? [Empty()] : throw new MessageBodyException(null, null);
        using var body = message.GetReaderAtBodyContents();
        return Read(body);
    }

    /// <summary>Reads the body; an element that is missing is its type's default, one that is unknown is passed over.</summary>
    /// <exception cref="MessageBodyException">The body does not fit; the reader stands where it was found.</exception>
    public object?[] Read(XmlDictionaryReader reader)
    {
        var values = Array.ConvertAll(_parts, p => p.Default);
        MessagePart? current = null;
        try
        {
            if (_isUntyped)
                return [ReadUntyped(reader)];
            reader.MoveToContent();
            if (!reader.IsStartElement(_wrapper, _wrapperNamespace))
                throw new MessageBodyException(null, null);
            var isEmpty = reader.IsEmptyElement;
            reader.ReadStartElement();
            var expected = 0;
            while (!isEmpty && reader.MoveToContent() == XmlNodeType.Element)
            {
                var index = IndexOf(reader, expected);
                current = index < 0 ? null : _parts[index];
                if (index < 0)
                    reader.Skip();
                else
                    values[index] = _parts[index].Read(reader);
                expected = index + 1;
            }

            return values;
        }
        catch (Exception malformed) when (malformed is not MessageBodyException)
        {
            // A data contract's own constructors and setters run here too, so any exception means that the content was refused.
            throw new MessageBodyException(current?.Name, malformed);
        }
    }

    public void Write(XmlDictionaryWriter writer, object?[] values)
    {
        if (_isUntyped)
        {
            ((Message)values[0]!).WriteBodyContents(writer);
            return;
        }

        writer.WriteStartElement(null, _wrapper, _wrapperNamespace);
        for (var i = 0; i < _parts.Length; i++)
            _parts[i].Write(writer, values[i]);
        writer.WriteEndElement();
    }

    // A copy, because what is read from ends with the call that received it.
    private static Message ReadUntyped(XmlDictionaryReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element)
            return Empty();
        using var received = Message.CreateMessage(MessageVersion.None, null, reader);
        using var copy = received.CreateBufferedCopy(int.MaxValue);
        return copy.CreateMessage();
    }

    private static Message Empty() => Message.CreateMessage(MessageVersion.None, null);

    private int IndexOf(XmlDictionaryReader reader, int expected)
    {
        if (expected < _parts.Length && _parts[expected].IsNext(reader))
            return expected;
        // A loop, because a message may have very many elements that are unknown.
        var index = _parts.Length - 1;
        while (index >= 0 && !_parts[index].IsNext(reader))
            index--;
        return index;
    }
}
