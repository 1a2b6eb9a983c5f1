using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>A SOAP fault to be sent, whatever the SOAP version.</summary>
/// <param name="Action">The action of the message that carries it.</param>
/// <param name="Code">Who is at fault.</param>
/// <param name="Subcode">What is wrong, for programs.</param>
/// <param name="Reason">What is wrong, for people.</param>
internal sealed record Fault(string Action, FaultSide Code, FaultSubcode? Subcode, string Reason)
{
    /// <summary>Writes what stands inside the detail element; null for a fault without one.</summary>
    public Action<XmlDictionaryWriter>? WriteDetail { get; init; }

    /// <summary>The header that had to be understood and was not.</summary>
    public XmlQualifiedName? NotUnderstood { get; init; }
}
