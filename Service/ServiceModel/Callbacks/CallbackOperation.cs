using System.Reflection;
using System.ServiceModel.Description;
using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>One operation of a callback contract.</summary>
public sealed class CallbackOperation
{
    private readonly FragmentEnvelope? _envelope;

    internal CallbackOperation(OperationDescription description, SessionTable table)
    {
        Name = description.Name;
        Action = description.Messages[0].Action;
        WireAction = new XmlDictionary().Add(Action);
        IsOneWay = description.IsOneWay;
        Methods = [.. new[] { description.TaskMethod, description.SyncMethod }.OfType<MethodInfo>()];
        Request = new MessageBody(description.Messages[0], description.KnownTypes);
        Reply = IsOneWay ? null : new MessageBody(description.Messages[1], description.KnownTypes);
        FaultDetails = [.. description.Faults.Select(f => f.DetailType).OfType<Type>()];
        if (IsOneWay && Request.Parts.Count == 1)
            _envelope = new(table, Action, Request, ContractStrings.Namespaces(Request.Parts[0].Type));
    }

    /// <summary>The name of the operation in its contract.</summary>
    public string Name { get; }

    /// <summary>The SOAP action.</summary>
    public string Action { get; }

    /// <summary>Whether no answer is expected.</summary>
    public bool IsOneWay { get; }

    /// <summary>What an encoded callback weighs in bytes besides its slices, on all but the first message of a session.</summary>
    public int EnvelopeBytes => Envelope.Head.Length + FragmentEnvelope.Tail.Length;

    internal XmlDictionaryString WireAction { get; }

    internal FragmentEnvelope Envelope =>
        _envelope ?? throw new InvalidOperationException($"{Name} cannot be sent encoded: it is not one-way with exactly one parameter.");

    internal MethodInfo[] Methods { get; }

    internal MessageBody Request { get; }

    internal MessageBody? Reply { get; }

    internal Type[] FaultDetails { get; }

    /// <summary>The name of an element inside the operation's one parameter, for <see cref="FragmentWriter"/>.</summary>
    /// <exception cref="ArgumentException">The parameter's type uses no such namespace.</exception>
    /// <exception cref="InvalidOperationException">The operation is not one-way with exactly one parameter.</exception>
    public FragmentName Element(string name, string ns) => new(Envelope.Element(name, ns));
}
