using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>A named value that travels with a message.</summary>
[DataContract(Name = "Header", Namespace = ContractNamespace.Uri)]
public sealed class Header
{
    /// <summary>The name, 1 to 255 characters. The same name may occur more than once; order is kept.</summary>
    [DataMember(Order = 1)]
    public string Name { get; set; } = "";

    /// <summary>The value; null is the empty text.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? Value { get; set; }
}
