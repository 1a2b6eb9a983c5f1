using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Pulling;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Contracts;

/// <summary>
/// Subscribes without callbacks, for tools that can only ask: the subscription is made once, then its messages are pulled. Needs no
/// session; served over HTTP and net.tcp.
/// </summary>
[ServiceContract(Name = "PullSubscriber", Namespace = ContractNamespace.Uri, SessionMode = SessionMode.Allowed)]
public interface IPullSubscriber
{
    /// <summary>Makes a subscription to pull from, or goes on with a durable one.</summary>
    /// <param name="topic">A topic or a topic filter, as for <see cref="IBroker.SubscribeAsync"/>.</param>
    /// <param name="options">
    /// How to start; durable or not, shared or not. <see cref="SubscriptionOptions.Callback"/>, <see cref="SubscriptionOptions.Responder"/> and
    /// <see cref="SubscriptionOptions.TopicNotices"/> have no place here; durable messages are acknowledged
    /// <see cref="AcknowledgeModes.Explicit"/>ly. A subscription that is not durable ends when nobody has pulled from it for
    /// <see cref="SubscriptionOptions.IdleTime"/>: 1 min to 365 days, 5 min by default. Null for the defaults.
    /// </param>
    /// <returns>The subscription; <see cref="SubscriptionInfo.Id"/> is what the other operations are given.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>, as for <see cref="IBroker.SubscribeAsync"/>.</exception>
    [OperationContract(Name = "CreatePullSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task<SubscriptionInfo> CreatePullSubscriptionAsync(string topic, SubscriptionOptions? options);

    /// <summary>Pulls the next messages; waits for one if there is none yet.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription.</param>
    /// <param name="max">How many messages at the most, 1 to 1,000; 0 stands for 100. Fewer come when they would not fit the 64 KiB that a WCF
    /// client accepts by default; a larger message comes alone.</param>
    /// <param name="wait">How long to wait for a message: zero to 60 s. A client's own time-out must be longer.</param>
    /// <returns>The messages, and what there is to say of them; both empty when none came in time.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/> when it has ended or the broker was started anew (make it
    /// again: a durable one goes on where it was), <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "Pull")]
    [FaultContract(typeof(BrokerFault))]
    Task<PulledMessages> PullAsync(string subscription, int max, TimeSpan wait);

    /// <summary>Acknowledges pulled messages of a durable subscription, as <see cref="IBroker.AcknowledgeAsync"/> does.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription.</param>
    /// <param name="tokens">1 to 1,000 tokens, as <see cref="Delivery.Token"/> gave them.</param>
    /// <returns>How many were settled, and which tokens were stale.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "AcknowledgePulled")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> AcknowledgePulledAsync(string subscription, string[] tokens);

    /// <summary>Gives a pulled message back to be tried again, as <see cref="IBroker.ReturnAsync"/> does.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription.</param>
    /// <param name="token">The message's token.</param>
    /// <param name="delay">When to try again: zero to 12 h; null for a delay that grows with the attempts.</param>
    /// <param name="reason">Why, at most 255 characters; null for none.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "ReturnPulled")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> ReturnPulledAsync(string subscription, string token, TimeSpan? delay, string? reason);

    /// <summary>Refuses a pulled message for good, as <see cref="IBroker.RejectAsync"/> does.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription.</param>
    /// <param name="token">The message's token.</param>
    /// <param name="reason">Why, at most 255 characters; null for none.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "RejectPulled")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> RejectPulledAsync(string subscription, string token, string? reason);

    /// <summary>Starts the lease of a pulled message anew, as <see cref="IBroker.ExtendAsync"/> does.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription.</param>
    /// <param name="token">The message's token.</param>
    /// <returns>Whether the token was good.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "ExtendPulled")]
    [FaultContract(typeof(BrokerFault))]
    Task<Settlement> ExtendPulledAsync(string subscription, string token);

    /// <summary>Deletes a subscription to pull from, durable or not.</summary>
    /// <param name="subscription">The <see cref="SubscriptionInfo.Id"/> of the subscription, or the name of a durable one.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.AccessDenied"/>.
    /// </exception>
    [OperationContract(Name = "DeletePullSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task DeletePullSubscriptionAsync(string subscription);
}
