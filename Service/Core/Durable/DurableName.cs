using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>What a durable subscription may be called: it is a level of the topic of its dead letters.</summary>
public static class DurableName
{
    public const int CharsMax = 100;

    /// <summary>Says what is wrong with a name; null if nothing is.</summary>
    public static BrokerError? Check(string? name, string parameter)
    {
        if (string.IsNullOrEmpty(name))
            return BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, "A durable subscription has a name.", name);
        if (name.Length > CharsMax)
            return BrokerError.PastLimit("The name of a durable subscription is too long.", parameter, CharsMax, name.Length, "characters");
        return name.Contains('/', StringComparison.Ordinal) || name[0] == '$' || TopicGrammar.Check($"/$dlq/{name}", parameter, wildcards: false) is not null
            ? BrokerError.Invalid(
                ErrorCode.InvalidArgument, parameter,
                "A durable subscription's name has no '/', '+', '#' or control characters, does not begin with '$', and fits a topic.", name)
            : null;
    }
}
