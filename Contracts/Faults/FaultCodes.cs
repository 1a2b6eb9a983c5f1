namespace WcfBroker.Contracts.Faults;

/// <summary>The values of <see cref="BrokerFault.Code"/>: a closed list.</summary>
public static class FaultCodes
{
    /// <summary>A topic or topic filter breaks the rules of its grammar. Trying again is of no use.</summary>
    public const string InvalidTopic = "InvalidTopic";

    /// <summary>A message's member is missing or malformed. Trying again is of no use.</summary>
    public const string InvalidMessage = "InvalidMessage";

    /// <summary>Another argument is missing, malformed or out of its range. Trying again is of no use.</summary>
    public const string InvalidArgument = "InvalidArgument";

    /// <summary>A limit of the broker was passed: <see cref="BrokerFault.Limit"/> says which.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>The broker has more to do than it can hold. Nothing was done: try again after <see cref="BrokerFault.RetryAfter"/>.</summary>
    public const string ServerBusy = "ServerBusy";

    /// <summary>The broker is stopping. Nothing was done: connect again later.</summary>
    public const string ServerStopping = "ServerStopping";

    /// <summary>There is no such subscription, or this session does not have it.</summary>
    public const string UnknownSubscription = "UnknownSubscription";

    /// <summary>No such request waits for a reply of this session.</summary>
    public const string UnknownRequest = "UnknownRequest";

    /// <summary>Nobody answers requests on the topic.</summary>
    public const string NoResponder = "NoResponder";

    /// <summary>The responder went away before it replied. Whether it did the work is unknown.</summary>
    public const string ResponderLost = "ResponderLost";

    /// <summary>No reply came in time. Whether the responder did the work is unknown.</summary>
    public const string RequestTimeout = "RequestTimeout";

    /// <summary>The broker's store has no room. Nothing was stored: try again when there is some.</summary>
    public const string StoreFull = "StoreFull";

    /// <summary>The broker's store failed. Whether the message is stored is unknown: publish it again with the same id.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>
    /// A durable subscription of this name exists with another topic or other properties: <see cref="BrokerFault.Parameter"/> names the one that
    /// differs, <see cref="BrokerFault.Limit"/> what it is.
    /// </summary>
    public const string SubscriptionMismatch = "SubscriptionMismatch";

    /// <summary>The caller has no right to do this, has to log in first, or names a durable subscription that belongs to another identity.</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>The broker keeps messages in memory alone, and what was asked for needs a store.</summary>
    public const string StoreRequired = "StoreRequired";

    /// <summary>
    /// Given by a subscriber, never by the broker: <see cref="ISubscriberCallback.HandleMessage"/> throws it to say that the message will never be
    /// accepted. It becomes a dead letter at once; <see cref="BrokerFault.Message"/> is kept as the reason.
    /// </summary>
    public const string Reject = "Reject";
}
