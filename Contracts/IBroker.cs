using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Contracts;

/// <summary>
/// The broker as a subscriber sees it: everything of <see cref="IPublisher"/>, and subscriptions whose messages arrive
/// through <see cref="ISubscriberCallback"/>. Served over net.tcp; needs a session.
/// </summary>
/// <remarks>
/// A subscription ends with its session, unless it is durable. A session may be silent for hours: the broker sets no receive time-out and sends
/// a <see cref="NoticeKinds.KeepAlive"/> notice every 4 minutes, so that the client's own 10-minute limit is not reached.
/// </remarks>
[ServiceContract(
    Name = "Broker", Namespace = ContractNamespace.Uri, SessionMode = SessionMode.Required, CallbackContract = typeof(ISubscriberCallback))]
public interface IBroker : IPublisher
{
    /// <summary>Subscribes this session to a topic and its subtopics, or to a topic filter.</summary>
    /// <param name="topic">
    /// A topic: it and all its subtopics, by whole segments (<c>/tele</c> never matches <c>/telephony</c>); it comes to
    /// exist if it did not. <c>=/a/b</c>: that topic only. Or a filter: <c>+</c> stands for one level, a final
    /// <c>#</c> for the rest, as in <c>/sensors/+/temperature</c> and <c>/sensors/#</c>. <c>/</c> and a filter that begins
    /// with a wildcard leave out the broker's own topics (<c>/$...</c>).
    /// </param>
    /// <param name="options">How to start and how to be called back; null for the defaults.</param>
    /// <returns>The subscription's id, where it starts, and the broker's newest sequence at that moment.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>,
    /// <see cref="FaultCodes.LimitExceeded"/> (1,024 subscriptions a session by default), <see cref="FaultCodes.ServerBusy"/>; for a durable
    /// subscription also <see cref="FaultCodes.SubscriptionMismatch"/>, <see cref="FaultCodes.AccessDenied"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "Subscribe")]
    [FaultContract(typeof(BrokerFault))]
    Task<SubscriptionInfo> SubscribeAsync(string topic, SubscriptionOptions? options);

    /// <summary>
    /// Ends a subscription of this session. Messages already on their way may still arrive. A durable subscription stays, and keeps what
    /// this session has not settled: <see cref="DeleteSubscriptionAsync"/> deletes it.
    /// </summary>
    /// <param name="subscription">The id that <see cref="SubscribeAsync"/> returned.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>.</exception>
    [OperationContract(Name = "Unsubscribe")]
    [FaultContract(typeof(BrokerFault))]
    Task UnsubscribeAsync(string subscription);

    /// <summary>Deletes a durable subscription. Its dead letters stay.</summary>
    /// <param name="name">The name that it was made under.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.AccessDenied"/>.
    /// </exception>
    [OperationContract(Name = "DeleteSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task DeleteSubscriptionAsync(string name);

    /// <summary>Acknowledges deliveries: they are settled, and never come again. Returns when that is on the broker's disk.</summary>
    /// <param name="tokens">1 to 1,000 tokens, as <see cref="Delivery.Token"/> gave them.</param>
    /// <returns>How many were settled, and which tokens were stale.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.OutcomeUnknown"/>.</exception>
    [OperationContract(Name = "Acknowledge")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> AcknowledgeAsync(string[] tokens);

    /// <summary>
    /// Acknowledges a delivery and all that its subscription delivered to this session before it and that is not yet settled. Not for shared
    /// subscriptions.
    /// </summary>
    /// <param name="token">The token of the newest delivery to acknowledge.</param>
    /// <returns>How many were settled; the token, if it was stale: then nothing was settled.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.OutcomeUnknown"/>.</exception>
    [OperationContract(Name = "AcknowledgeUpTo")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> AcknowledgeUpToAsync(string token);

    /// <summary>Gives a delivery back to be tried again; the attempt counts.</summary>
    /// <param name="token">The delivery's token.</param>
    /// <param name="delay">When to try again: zero to 12 h; null for 1 s after the first attempt, doubling to 60 s, 10 % more or less.</param>
    /// <param name="reason">Why, at most 255 characters: kept with the message if this was its last attempt. Null for none.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.OutcomeUnknown"/>.</exception>
    [OperationContract(Name = "Return")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> ReturnAsync(string token, TimeSpan? delay, string? reason);

    /// <summary>Refuses a delivery for good: the message becomes a dead letter of its subscription, at <c>/$dlq/name</c>.</summary>
    /// <param name="token">The delivery's token.</param>
    /// <param name="reason">Why, at most 255 characters: kept with the dead letter. Null for none.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.OutcomeUnknown"/>.</exception>
    [OperationContract(Name = "Reject")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> RejectAsync(string token, string? reason);

    /// <summary>Starts the lease of a delivery anew, for work that takes longer.</summary>
    /// <param name="token">The delivery's token.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.OutcomeUnknown"/>.</exception>
    [OperationContract(Name = "Extend")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> ExtendAsync(string token);

    /// <summary>Lists topics below a prefix, page by page; the root is left out.</summary>
    /// <param name="prefix">The topic to list, with all its subtopics; null or <c>/</c> for all.</param>
    /// <param name="after">Null for the first page, then <see cref="TopicPage.Next"/> of the page before.</param>
    /// <param name="count">How many topics at the most: 1 to 1,000; 0 stands for 200, which fits the default quotas of WCF clients.</param>
    /// <returns>One page of topics. A parent comes before its subtopics.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "ListTopics")]
    [FaultContract(typeof(BrokerFault))]
    Task<TopicPage> ListTopicsAsync(string? prefix, string? after, int count);

    /// <summary>Returns the last message published to exactly this topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The retained message, or null when the topic has none.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>.</exception>
    [OperationContract(Name = "GetLastMessage")]
    [FaultContract(typeof(BrokerFault))]
    Task<Delivery?> GetLastMessageAsync(string topic);

    /// <summary>Answers a request that arrived as a delivery with <see cref="Delivery.ReplyTo"/> set.</summary>
    /// <param name="replyTo">The <see cref="Delivery.ReplyTo"/> of the request.</param>
    /// <param name="message">The reply, within the limits of <see cref="IPublisher.PublishAsync"/>.</param>
    /// <returns>A task that ends when the broker has taken the reply.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownRequest"/> when the request was answered already, timed out,
    /// or was not given to this session; <see cref="FaultCodes.InvalidMessage"/>, <see cref="FaultCodes.LimitExceeded"/>.
    /// </exception>
    [OperationContract(Name = "Reply")]
    [FaultContract(typeof(BrokerFault))]
    Task ReplyAsync(string replyTo, BrokerMessage message);
}
