using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Topics;

/// <summary>One page of a topic list.</summary>
[DataContract(Name = "TopicPage", Namespace = ContractNamespace.Uri)]
public sealed class TopicPage
{
    /// <summary>The topics of this page; a parent comes before its subtopics.</summary>
    [DataMember(Order = 1)]
    public TopicInfo[] Topics { get; set; } = [];

    /// <summary>What to give as <c>after</c> for the next page; null when this page is the last.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? Next { get; set; }
}
