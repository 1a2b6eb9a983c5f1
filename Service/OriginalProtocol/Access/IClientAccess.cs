using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;

namespace WcfBroker.OriginalProtocol.Access;

/// <summary>What one client may do, asked before each of its commands.</summary>
public interface IClientAccess : IDisposable
{
    /// <summary>Who it is; null for an anonymous client.</summary>
    string? Identity { get; }

    /// <summary>Whether the client may be told that a topic exists; null when it may be told of all. Another one when the rules have changed.</summary>
    Func<TopicName, bool>? Shown { get; }

    /// <summary>Says why the client may not publish to a topic; null if it may.</summary>
    BrokerError? CheckPublish(TopicName topic, string parameter = "topic");

    /// <summary>Says why the client may not subscribe to all that a filter covers; null if it may.</summary>
    BrokerError? CheckSubscribe(TopicFilter filter, string parameter = "topic");
}
