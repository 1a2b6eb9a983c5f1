using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Contracts;

/// <summary>
/// What a subscriber implements. A subscription's <see cref="SubscriptionOptions.Callback"/> says which of the three
/// message operations the broker calls for it; the other two may be left empty.
/// </summary>
/// <remarks>
/// The broker sends the callbacks of a session in order. A .NET client keeps that order when its implementation carries
/// <c>[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]</c> and receives
/// batches (<see cref="OnMessages"/>) or two-way callbacks (<see cref="HandleMessage"/>); its dispatcher may run single
/// one-way callbacks (<see cref="OnMessage"/>) out of order in other modes, and <see cref="Delivery.Sequence"/> then tells.
/// In that mode a callback that blocks also holds up the answers to calls over the same channel: call the broker from a
/// callback over another one.
/// </remarks>
public interface ISubscriberCallback
{
    /// <summary>One message, one-way.</summary>
    /// <param name="delivery">The message and where it comes from.</param>
    [OperationContract(Name = "OnMessage", IsOneWay = true)]
    void OnMessage(Delivery delivery);

    /// <summary>Several messages in order, one-way: what has gathered while the previous batch was sent.</summary>
    /// <param name="deliveries">
    /// 1 to 256 deliveries, possibly of several subscriptions. A batch fits the 64 KiB that a WCF client accepts by default,
    /// unless a single message is larger: then it comes alone, and the client needs a raised quota.
    /// </param>
    [OperationContract(Name = "OnMessages", IsOneWay = true)]
    void OnMessages(Delivery[] deliveries);

    /// <summary>One message, two-way: the session's next message is sent when this call has returned.</summary>
    /// <param name="delivery">The message and where it comes from.</param>
    /// <remarks>
    /// With a durable subscription returning acknowledges the message (<see cref="AcknowledgeModes.OnReturn"/>). A
    /// <see cref="FaultException{TDetail}"/> of <see cref="BrokerFault"/> whose code is <see cref="FaultCodes.Reject"/> makes it a dead letter; any other
    /// fault, or a call longer than the lease, has it tried again. With other subscriptions a fault or a time-out (30 s) is logged by the
    /// broker, and the message counts as delivered.
    /// </remarks>
    [OperationContract(Name = "HandleMessage")]
    [FaultContract(typeof(BrokerFault))]
    void HandleMessage(Delivery delivery);

    /// <summary>Something the broker has to say about a subscription or about itself.</summary>
    /// <param name="notice">The notice; a kind not known to the client is to be ignored.</param>
    [OperationContract(Name = "OnNotice", IsOneWay = true)]
    void OnNotice(Notice notice);
}
