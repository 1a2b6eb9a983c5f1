namespace WcfBroker.Contracts.Subscriptions;

/// <summary>The values of <see cref="Notice.Kind"/>. Later versions may add more; ignore what you do not know.</summary>
public static class NoticeKinds
{
    /// <summary>Messages were left out between <see cref="Notice.FromSequence"/> and <see cref="Notice.ToSequence"/>.</summary>
    public const string Gap = "Gap";

    /// <summary>New topics exist: <see cref="Notice.Topics"/>.</summary>
    public const string TopicsCreated = "TopicsCreated";

    /// <summary>The broker is about to stop.</summary>
    public const string BrokerStopping = "BrokerStopping";

    /// <summary>
    /// The session no longer receives <see cref="Notice.Subscription"/>, and <see cref="Notice.Reason"/> says why: another session took the durable
    /// subscription over, or it was deleted. Subscribing again at once would only take it back.
    /// </summary>
    public const string SubscriptionEnded = "SubscriptionEnded";

    /// <summary>Nothing has happened for 4 minutes: keeps the client's receive time-out from ending an idle session.</summary>
    public const string KeepAlive = "KeepAlive";
}
