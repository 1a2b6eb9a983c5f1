using System.Runtime.Serialization;
using System.ServiceModel.Description;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>One parameter or result as an element of a message body.</summary>
internal sealed class MessagePart
{
    private readonly DataContractSerializer _serializer;
    private readonly XmlDictionaryString _name;
    private readonly XmlDictionaryString _namespace;

    public MessagePart(MessagePartDescription description, XmlDictionary names, IEnumerable<Type> knownTypes)
    {
        Name = description.Name;
        Namespace = description.Namespace;
        Type = description.Type;
        _name = names.Add(Name);
        _namespace = names.Add(Namespace);
        _serializer = new(Type, new DataContractSerializerSettings
        {
            RootName = _name,
            RootNamespace = _namespace,
            KnownTypes = knownTypes,
            MaxItemsInObjectGraph = MessageBody.ItemsMax,
        });
        Default = Type.IsValueType ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(Type) : null;
    }

    public string Name { get; }

    public string Namespace { get; }

    public Type Type { get; }

    /// <summary>What a caller means who leaves the element out.</summary>
    public object? Default { get; }

    public bool IsNext(XmlDictionaryReader reader) => reader.IsStartElement(_name, _namespace);

    public object? Read(XmlDictionaryReader reader) => _serializer.ReadObject(reader, verifyObjectName: false);

    public void Write(XmlDictionaryWriter writer, object? value) => _serializer.WriteObject(writer, value);
}
