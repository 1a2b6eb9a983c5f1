using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Options;

/// <summary>Says which policy cannot be used and why: a filter that is none, or a bound that would have no effect.</summary>
internal sealed class PoliciesOptionsValidator(IOptions<StorageOptions> storage, IOptions<BrokerLimits> limits) : IValidateOptions<PoliciesOptions>
{
    public ValidateOptionsResult Validate(string? name, PoliciesOptions options)
    {
        var failures = options.Policies.SelectMany((policy, i) => Check(policy, $"{PoliciesOptions.Section}:{i}")).ToArray();
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Check(PolicyOptions policy, string key)
    {
        if (!TopicFilter.TryParse(policy.Topics, "Topics", out var filter, out var error))
            yield return $"{key}:Topics = '{Printable.From(policy.Topics)}' is no topic filter: {error!.Message}";
        else if (filter!.IsReserved)
            yield return $"{key}:Topics = '{policy.Topics}': topics that begin with '/$' are the broker's own, and no policy is for them.";
        if (policy.AgeMax > storage.Value.AgeMax)
            yield return TooMuch($"{key}:AgeMax", policy.AgeMax, "Storage:AgeMax", storage.Value.AgeMax);
        if (policy.BytesMax > storage.Value.BytesMax)
            yield return TooMuch($"{key}:BytesMax", policy.BytesMax, "Storage:BytesMax", storage.Value.BytesMax);
        if (policy.PayloadBytesMax > limits.Value.PayloadBytesMax)
            yield return TooMuch($"{key}:PayloadBytesMax", policy.PayloadBytesMax, "Limits:PayloadBytesMax", limits.Value.PayloadBytesMax);
        if (policy.Durability == Durability.Memory && (policy.AgeMax is not null || policy.CountMax is not null || policy.BytesMax is not null || policy.HoldForSubscriptions))
            yield return $"{key}:Durability = Memory: AgeMax, CountMax, BytesMax and HoldForSubscriptions are for messages in the store. What is in memory is bounded by Limits:HistoryMessagesMax and Limits:HistoryBytesMax.";
    }

    private static string TooMuch(string key, object? value, string boundKey, object bound) =>
        $"{key} = {value} is more than {boundKey} = {bound}, which holds for all topics. Raise that, and give the other topics a policy.";
}
