using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>One rule: what somebody may do. Rules only allow; what none allows is refused.</summary>
public sealed class RightOptions
{
    /// <summary>Whom it is for: a name, <c>role:NAME</c>, <c>anonymous</c> for callers without a name, <c>*</c> for all callers, anonymous ones too.</summary>
    [Required]
    public string Who { get; set; } = "";

    /// <summary>Topic filters: to the topics that one of them covers messages and requests may be published.</summary>
    [MaxLength(1_000)]
    public IReadOnlyList<string> Publish { get; set; } = [];

    /// <summary>Topic filters: what one of them covers as a whole may be subscribed to, read and listed.</summary>
    [MaxLength(1_000)]
    public IReadOnlyList<string> Subscribe { get; set; } = [];

    /// <summary>Whether the broker may be administered: sessions, dead letters, everyone's durable subscriptions. Default false.</summary>
    public bool Administer { get; set; }
}
