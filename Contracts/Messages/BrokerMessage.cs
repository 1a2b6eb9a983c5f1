using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>A message as a publisher gives it.</summary>
[DataContract(Name = "BrokerMessage", Namespace = ContractNamespace.Uri)]
public sealed class BrokerMessage
{
    /// <summary>
    /// The publisher's own id of the message, at most 255 characters; null if it has none. Publishing the same id and body to
    /// the same topic again within 2 minutes publishes nothing and returns the first receipt, so a publisher that does not
    /// know the outcome may simply try again; the same id with another body is a fault.
    /// </summary>
    [DataMember(Order = 1, EmitDefaultValue = false)]
    public string? Id { get; set; }

    /// <summary>The media type of <see cref="Body"/>, at most 255 characters; null for unknown bytes. See <see cref="ContentTypes"/>.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? ContentType { get; set; }

    /// <summary>The payload: at most 1 MiB by default (16 MiB when so configured); null is the empty payload.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public byte[]? Body { get; set; }

    /// <summary>Named values that travel with the message: at most 32, names and values 8 KiB together as UTF-8.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public Header[]? Headers { get; set; }

    /// <summary>How long the message may be delivered after it was published, more than zero; null for ever.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>What the message belongs to, at most 255 characters, carried unchanged.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public string? CorrelationId { get; set; }

    /// <summary>Where answers go, at most 255 characters, carried unchanged; a request's is set by the broker.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public string? ReplyTo { get; set; }

    /// <summary>
    /// True on a message with an empty <see cref="Body"/>: the topic's retained message is cleared, and this one,
    /// though delivered to present subscribers, is not retained in its place.
    /// </summary>
    [DataMember(Order = 8, EmitDefaultValue = false)]
    public bool ClearRetained { get; set; }
}
