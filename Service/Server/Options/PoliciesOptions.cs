using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Policies;

namespace WcfBroker.Server.Options;

/// <summary>What holds for single topics: section <c>Policies</c> of the configuration, a list. The first whose filter covers a topic applies.</summary>
public sealed class PoliciesOptions
{
    public const string Section = "Policies";

    [ValidateEnumeratedItems]
    [MaxLength(TopicPolicies.PoliciesMax)]
    public IReadOnlyList<PolicyOptions> Policies { get; set; } = [];

    internal TopicPolicies ToPolicies(StorageOptions storage) => new(Policies.Select(policy => policy.ToPolicy(storage)));
}
