using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Contracts;

/// <summary>
/// Publishes messages and sends requests. Needs no session and no callback.
/// </summary>
/// <remarks>
/// A topic is <c>/</c> (the root) or <c>/segment(/segment)*</c>: 1 to 16 levels, at most 255 bytes as UTF-8, no empty
/// segment, no control character, no <c>+</c> or <c>#</c>. Names beginning with <c>/$</c> belong to the broker.
/// Every operation but <see cref="PostAsync"/> may fault with <see cref="BrokerFault"/>; its code is one of
/// <see cref="FaultCodes"/>.
/// </remarks>
[ServiceContract(Name = "Publisher", Namespace = ContractNamespace.Uri, SessionMode = SessionMode.Allowed)]
public interface IPublisher
{
    /// <summary>Publishes one message and returns once its durability level is reached.</summary>
    /// <param name="topic">The topic to publish to; it comes to exist if it did not.</param>
    /// <param name="message">The message: payload at most 1 MiB, at most 32 headers of 8 KiB together (default limits).</param>
    /// <returns>The receipt: the message's sequence, how it is kept, and how many subscriptions it matched.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidMessage"/>,
    /// <see cref="FaultCodes.LimitExceeded"/>, <see cref="FaultCodes.ServerBusy"/> (retry after the time it names),
    /// <see cref="FaultCodes.ServerStopping"/>, <see cref="FaultCodes.StoreFull"/>, <see cref="FaultCodes.OutcomeUnknown"/>. A time-out means that the outcome is unknown.
    /// </exception>
    [OperationContract(Name = "Publish")]
    [FaultContract(typeof(BrokerFault))]
    Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message);

    /// <summary>Publishes a text, as one types it by hand in a SOAP tool.</summary>
    /// <param name="topic">The topic to publish to.</param>
    /// <param name="text">The text: sent as UTF-8 with content type <see cref="ContentTypes.Text"/>; null is the empty text.</param>
    /// <returns>The receipt, as for <see cref="PublishAsync"/>.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>, as for <see cref="PublishAsync"/>.</exception>
    [OperationContract(Name = "PublishText")]
    [FaultContract(typeof(BrokerFault))]
    Task<PublishReceipt> PublishTextAsync(string topic, string? text);

    /// <summary>Publishes several messages with consecutive sequences: all of them, or none.</summary>
    /// <param name="messages">1 to 1,000 messages, payloads of 4 MiB together (default limits), each with its topic.</param>
    /// <returns>The messages' sequences and matches, in the order of <paramref name="messages"/>.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>, as for <see cref="PublishAsync"/>; <see cref="BrokerFault.Parameter"/> names the
    /// message at fault, as in <c>messages[3].topic</c>, and nothing is published.
    /// </exception>
    [OperationContract(Name = "PublishBatch")]
    [FaultContract(typeof(BrokerFault))]
    Task<BatchReceipt> PublishBatchAsync(TopicMessage[] messages);

    /// <summary>Publishes one message, one-way: no receipt, no fault and no promise; the fastest way to publish.</summary>
    /// <param name="topic">The topic to publish to.</param>
    /// <param name="message">The message, within the limits of <see cref="PublishAsync"/>; past them it is dropped and logged.</param>
    /// <returns>A task that ends when the message has left the client.</returns>
    /// <remarks>Messages of one session are published in the order in which they were sent. A broker that cannot keep up
    /// stops reading from the session instead of dropping messages.</remarks>
    [OperationContract(Name = "Post", IsOneWay = true)]
    Task PostAsync(string topic, BrokerMessage message);

    /// <summary>Sends a request to one responder of a topic and returns its reply.</summary>
    /// <param name="topic">The topic that the responder subscribed to with <see cref="Subscriptions.SubscriptionOptions.Responder"/>.</param>
    /// <param name="message">The request, within the limits of <see cref="PublishAsync"/>. It is not kept.</param>
    /// <param name="timeout">How long to wait for the reply: more than zero, at most 5 minutes. A WCF client gives up after its own
    /// <c>SendTimeout</c>, 1 minute by default: raise that for longer ones.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>, besides those of <see cref="PublishAsync"/>: <see cref="FaultCodes.NoResponder"/> at once
    /// when nobody answers requests on the topic, <see cref="FaultCodes.ResponderLost"/> when the responder went before
    /// it replied, <see cref="FaultCodes.RequestTimeout"/>.
    /// </exception>
    [OperationContract(Name = "Request")]
    [FaultContract(typeof(BrokerFault))]
    Task<BrokerMessage> RequestAsync(string topic, BrokerMessage message, TimeSpan timeout);
}
