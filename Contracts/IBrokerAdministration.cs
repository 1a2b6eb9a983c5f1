using System.ServiceModel;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Contracts;

/// <summary>
/// What whoever runs the broker sees and does: topics, subscriptions with their lag, sessions, dead letters, policies. Needs no session
/// and no callback.
/// </summary>
[ServiceContract(Name = "BrokerAdministration", Namespace = ContractNamespace.Uri, SessionMode = SessionMode.Allowed)]
public interface IBrokerAdministration
{
    /// <summary>Says what runs, since when, and how much it keeps.</summary>
    /// <returns>The broker's state in a few numbers.</returns>
    [OperationContract(Name = "GetServerInfo")]
    [FaultContract(typeof(BrokerFault))]
    Task<ServerInfo> GetServerInfoAsync();

    /// <summary>Lists topics below a prefix, page by page, as <see cref="IBroker.ListTopicsAsync"/> does.</summary>
    /// <param name="prefix">The topic to list, with all its subtopics; null or <c>/</c> for all.</param>
    /// <param name="after">Null for the first page, then <see cref="TopicPage.Next"/> of the page before.</param>
    /// <param name="count">How many topics at the most: 1 to 1,000; 0 stands for 200.</param>
    /// <returns>One page of topics. A parent comes before its subtopics.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    [OperationContract(Name = "ListAllTopics")]
    [FaultContract(typeof(BrokerFault))]
    Task<TopicPage> ListAllTopicsAsync(string? prefix, string? after, int count);

    /// <summary>Lists the durable subscriptions by name, page by page.</summary>
    /// <param name="after">Null for the first page, then <see cref="SubscriptionPage.Next"/> of the page before.</param>
    /// <param name="count">How many at the most: 1 to 1,000; 0 stands for 100.</param>
    /// <returns>One page of subscriptions.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>.</exception>
    [OperationContract(Name = "ListSubscriptions")]
    [FaultContract(typeof(BrokerFault))]
    Task<SubscriptionPage> ListSubscriptionsAsync(string? after, int count);

    /// <summary>Deletes a durable subscription, whoever owns it. Sessions that use it are told. Its dead letters stay.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>.</exception>
    [OperationContract(Name = "RemoveSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task RemoveSubscriptionAsync(string name);

    /// <summary>
    /// Pauses a durable subscription: nothing more is given out, and it keeps its place, its sessions and what is in flight, which may still be
    /// settled. It stays paused, through restarts too, until it is resumed; one that is paused already stays so.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <returns>A task that ends when the subscription is paused.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>.</exception>
    [OperationContract(Name = "PauseSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task PauseSubscriptionAsync(string name);

    /// <summary>Lets a paused durable subscription go on where it was. One that is not paused is left as it is.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A task that ends when the subscription goes on.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>.</exception>
    [OperationContract(Name = "ResumeSubscription")]
    [FaultContract(typeof(BrokerFault))]
    Task ResumeSubscriptionAsync(string name);

    /// <summary>
    /// Gives stored messages to a durable subscription once more, and to no other: those in a range that it covers and that are still kept, also
    /// from before it existed. Each is due at once, marked as redelivered, and tried anew from attempt 1. All of them, or none.
    /// </summary>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="range">Which messages: at most 10,000 that it covers, among at most 1,000,000 that are looked at.</param>
    /// <returns>How many come again. Those that it has not settled, or that are still to come to it, do not count.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>,
    /// <see cref="FaultCodes.LimitExceeded"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "ReplayMessages")]
    [FaultContract(typeof(BrokerFault))]
    Task<int> ReplayMessagesAsync(string subscription, ReplayRange range);

    /// <summary>Lists the sessions that subscribe, in the order in which they came, page by page.</summary>
    /// <param name="after">0 for the first page, then <see cref="SessionPage.Next"/> of the page before.</param>
    /// <param name="count">How many at the most: 1 to 1,000; 0 stands for 100.</param>
    /// <returns>One page of sessions.</returns>
    /// <exception cref="FaultException{TDetail}">Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>.</exception>
    [OperationContract(Name = "ListSessions")]
    [FaultContract(typeof(BrokerFault))]
    Task<SessionPage> ListSessionsAsync(long after, int count);

    /// <summary>Lists the dead letters of a subscription, oldest first, page by page. They stay where they are.</summary>
    /// <param name="subscription">The name of the subscription, which need not exist any more.</param>
    /// <param name="after">0 for the first page, then <see cref="DeadLetterPage.Next"/> of the page before.</param>
    /// <param name="count">How many at the most: 1 to 1,000; 0 stands for 20. A page holds fewer when their bodies are large: 4 MiB together.</param>
    /// <returns>One page of dead letters; an empty one when there are none.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "ListDeadLetters")]
    [FaultContract(typeof(BrokerFault))]
    Task<DeadLetterPage> ListDeadLettersAsync(string subscription, long after, int count);

    /// <summary>
    /// Gives dead letters to their own subscription once more, and to no other. Each is tried anew from attempt 1, under its original topic and
    /// sequence; it stays a dead letter until it is acknowledged.
    /// </summary>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="sequences">Which: <see cref="DeadLetterInfo.Sequence"/>, at most 1,000; null for all.</param>
    /// <returns>How many are tried again. Those that are gone, or are being tried already, do not count.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>,
    /// <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "ReplayDeadLetters")]
    [FaultContract(typeof(BrokerFault))]
    Task<int> ReplayDeadLettersAsync(string subscription, long[]? sequences);

    /// <summary>Deletes dead letters for good.</summary>
    /// <param name="subscription">The name of the subscription, which need not exist any more.</param>
    /// <param name="sequences">Which: <see cref="DeadLetterInfo.Sequence"/>, at most 1,000; null for all.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "PurgeDeadLetters")]
    [FaultContract(typeof(BrokerFault))]
    Task<int> PurgeDeadLettersAsync(string subscription, long[]? sequences);

    /// <summary>Lists the topic policies in force, in the order in which they are asked: the first that matches a topic applies.</summary>
    /// <returns>The policies; none when the configuration has none.</returns>
    [OperationContract(Name = "ListPolicies")]
    [FaultContract(typeof(BrokerFault))]
    Task<PolicyInfo[]> ListPoliciesAsync();

    /// <summary>Reads the stored messages of the topics of a filter, as far as they are kept, in the order of their sequences.</summary>
    /// <param name="topic">A topic or a topic filter, as for <see cref="IBroker.SubscribeAsync"/>; the caller needs the right to subscribe to it.</param>
    /// <param name="from">The sequence to begin at, then <see cref="LogPage.Next"/> of the page before; 0 for the oldest message.</param>
    /// <param name="fromUtc">With a <paramref name="from"/> of 0: begin at the first message published at this time or later; null for the oldest.</param>
    /// <param name="count">How many at the most: 1 to 1,000; 0 stands for 100. A page holds fewer when their bodies are large: 4 MiB together.</param>
    /// <returns>One page of messages. Messages in memory alone, expired and damaged ones are left out.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>,
    /// <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "ReadLog")]
    [FaultContract(typeof(BrokerFault))]
    Task<LogPage> ReadLogAsync(string topic, long from, DateTime? fromUtc, int count);

    /// <summary>
    /// Begins to copy the store, as it is now, into a file of the broker's backup folder; publishing goes on meanwhile. One backup at a time.
    /// </summary>
    /// <param name="name">
    /// The name of the file, which must not exist: 1 to 128 letters of ASCII, digits, '.', '_' and '-', no '.' in front; null for one made of the time.
    /// </param>
    /// <returns>The backup, as it begins.</returns>
    /// <exception cref="FaultException{TDetail}">
    /// Of <see cref="BrokerFault"/>: <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/> while another backup runs,
    /// <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    [OperationContract(Name = "StartBackup")]
    [FaultContract(typeof(BrokerFault))]
    Task<BackupInfo> StartBackupAsync(string? name);

    /// <summary>Says how far the backup has come that was begun last, or what became of it.</summary>
    /// <returns>The backup; null if none was begun since the broker started.</returns>
    [OperationContract(Name = "GetBackup")]
    [FaultContract(typeof(BrokerFault))]
    Task<BackupInfo?> GetBackupAsync();
}
