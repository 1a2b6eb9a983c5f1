using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>
/// The shape of what a publish/subscribe service sends: most members are common to all subscribers, the last ones are not.
/// </summary>
[DataContract(Namespace = Namespace)]
public sealed class Delivery
{
    public const string Namespace = "urn:calculator:delivery";

    [DataMember(Order = 1)]
    public string? Topic { get; set; }

    [DataMember(Order = 2)]
    public long Sequence { get; set; }

    [DataMember(Order = 3)]
    public DateTime PublishedUtc { get; set; }

    [DataMember(Order = 4)]
    public string? Publisher { get; set; }

    [DataMember(Order = 5)]
    public string? Id { get; set; }

    [DataMember(Order = 6)]
    public string? ContentType { get; set; }

    [DataMember(Order = 7)]
    public byte[]? Body { get; set; }

    [DataMember(Order = 8)]
    public DeliveryHeader[]? Headers { get; set; }

    [DataMember(Order = 9)]
    public TimeSpan TimeToLive { get; set; }

    [DataMember(Order = 10)]
    public bool IsRetained { get; set; }

    [DataMember(Order = 11)]
    public double Weight { get; set; }

    [DataMember(Order = 12)]
    public string? Subscription { get; set; }

    [DataMember(Order = 13)]
    public long Token { get; set; }

    [DataMember(Order = 14)]
    public int Attempt { get; set; }
}
