using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Xml;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>The strings of the static dictionary, [MC-NBFS] 2.2, that this host writes. The number on the wire is twice the key.</summary>
internal sealed class StaticDictionary : IXmlDictionary
{
    public static readonly StaticDictionary Instance = new();

    private readonly FrozenDictionary<string, XmlDictionaryString> _byValue;

    private StaticDictionary()
    {
        MustUnderstand = new(this, "mustUnderstand", 0);
        Envelope = new(this, "Envelope", 1);
        SoapNamespace = new(this, "http://www.w3.org/2003/05/soap-envelope", 2);
        AddressingNamespace = new(this, "http://www.w3.org/2005/08/addressing", 3);
        Header = new(this, "Header", 4);
        Action = new(this, "Action", 5);
        To = new(this, "To", 6);
        Body = new(this, "Body", 7);
        RelatesTo = new(this, "RelatesTo", 9);
        Anonymous = new(this, "http://www.w3.org/2005/08/addressing/anonymous", 10);
        MessageId = new(this, "MessageID", 13);
        Address = new(this, "Address", 21);
        ReplyTo = new(this, "ReplyTo", 22);
        SchemaInstanceNamespace = new(this, "http://www.w3.org/2001/XMLSchema-instance", 441);
        SchemaNamespace = new(this, "http://www.w3.org/2001/XMLSchema", 442);
        Nil = new(this, "nil", 443);
        Type = new(this, "type", 444);
        XmlDictionaryString[] strings =
        [
            MustUnderstand, Envelope, SoapNamespace, AddressingNamespace, Header, Action, To, Body, RelatesTo, Anonymous, MessageId,
            Address, ReplyTo, SchemaInstanceNamespace, SchemaNamespace, Nil, Type,
        ];
        _byValue = strings.ToFrozenDictionary(s => s.Value);
    }

    public XmlDictionaryString MustUnderstand { get; }

    public XmlDictionaryString Envelope { get; }

    public XmlDictionaryString SoapNamespace { get; }

    public XmlDictionaryString AddressingNamespace { get; }

    public XmlDictionaryString Header { get; }

    public XmlDictionaryString Action { get; }

    public XmlDictionaryString To { get; }

    public XmlDictionaryString Body { get; }

    public XmlDictionaryString RelatesTo { get; }

    public XmlDictionaryString Anonymous { get; }

    public XmlDictionaryString MessageId { get; }

    public XmlDictionaryString Address { get; }

    public XmlDictionaryString ReplyTo { get; }

    public XmlDictionaryString SchemaInstanceNamespace { get; }

    public XmlDictionaryString SchemaNamespace { get; }

    public XmlDictionaryString Nil { get; }

    public XmlDictionaryString Type { get; }

    public bool TryLookup(string value, [NotNullWhen(true)] out XmlDictionaryString? result) => _byValue.TryGetValue(value, out result);

    public bool TryLookup(XmlDictionaryString value, [NotNullWhen(true)] out XmlDictionaryString? result) =>
        _byValue.TryGetValue(value.Value, out result);

    public bool TryLookup(int key, [NotNullWhen(true)] out XmlDictionaryString? result)
    {
        result = _byValue.Values.FirstOrDefault(s => s.Key == key);
        return result is not null;
    }
}
