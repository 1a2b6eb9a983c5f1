using System.Runtime.CompilerServices;
using System.ServiceModel;
using WcfBroker.Client.Sessions;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Client.Administration;

/// <summary>
/// A connection to a broker's administration: what runs, its subscriptions, sessions and dead letters. It may be used by several
/// threads at the same time; once lost it stays lost.
/// </summary>
/// <remarks>
/// All calls throw <see cref="BrokerException"/> when the broker refuses them, <see cref="BrokerConnectionException"/> when the connection is lost
/// or there is no answer in time, and <see cref="OperationCanceledException"/> when cancelled.
/// </remarks>
public sealed class BrokerAdministration : IAsyncDisposable
{
    private const int TopicPageMax = 1_000;

    private readonly IBrokerAdministration _broker;
    private readonly IAsyncDisposable _channel;
    private readonly BrokerCalls _calls;

    internal BrokerAdministration(IBrokerAdministration broker, IAsyncDisposable channel, BrokerConnectionOptions options)
    {
        _broker = broker;
        _channel = channel;
        _calls = new BrokerCalls(options);
    }

    /// <summary>Connects to a broker.</summary>
    /// <param name="url">Its address, as in <c>net.tcp://localhost:8808/broker</c>.</param>
    /// <param name="options">How to connect and how long to wait for answers; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The open connection.</returns>
    /// <exception cref="ArgumentException">
    /// The address is no net.tcp address, or names another machine without TLS or <see cref="BrokerConnectionOptions.AllowInsecure"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">
    /// The broker cannot be reached within <see cref="BrokerConnectionOptions.ConnectTimeout"/>.
    /// </exception>
    public static async Task<BrokerAdministration> ConnectAsync(
        string url, BrokerConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new BrokerConnectionOptions();
        options.Validate();
        var address = new EndpointAddress(BrokerAddress.Parse(url, options));
        var factory = new ChannelFactory<IBrokerAdministration>(BrokerBinding.Create(options), address);
        BrokerCredentials.Apply(factory.Credentials, options);
        var channel = new NetTcpChannel<IBrokerAdministration>(factory);
        await channel.OpenAsync(options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        return new BrokerAdministration(channel.Service, channel, options);
    }

    /// <summary>Says what runs, since when, and how much it keeps.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The broker's state in a few numbers.</returns>
    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(_broker.GetServerInfoAsync, cancellationToken);

    /// <summary>Lists the topics below a prefix, a parent before its subtopics, fetching page after page as the enumeration goes on.</summary>
    /// <param name="prefix">The topic to list, with all its subtopics; null or <c>/</c> for all.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The topics.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.InvalidTopic"/>.</exception>
    public async IAsyncEnumerable<TopicInfo> ListTopicsAsync(
        string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? next = null;
        do
        {
            var after = next;
            var page = await _calls.AnswerAsync(() => _broker.ListAllTopicsAsync(prefix, after, TopicPageMax), cancellationToken).ConfigureAwait(false);
            foreach (var topic in page.Topics)
            {
                yield return topic;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>Lists the durable subscriptions by name, fetching page after page as the enumeration goes on.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The subscriptions.</returns>
    public async IAsyncEnumerable<SubscriptionStatus> ListSubscriptionsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? next = null;
        do
        {
            var after = next;
            var page = await _calls.AnswerAsync(() => _broker.ListSubscriptionsAsync(after, 0), cancellationToken).ConfigureAwait(false);
            foreach (var subscription in page.Subscriptions)
            {
                yield return subscription;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>Deletes a durable subscription, whoever owns it. Sessions that use it are told. Its dead letters stay.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.UnknownSubscription"/>.</exception>
    public Task RemoveSubscriptionAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.RemoveSubscriptionAsync(name), cancellationToken);

    /// <summary>
    /// Pauses a durable subscription: nothing more is given out until it is resumed. It keeps its place and its sessions, through restarts
    /// of the broker too; what is in flight may still be settled.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the subscription is paused.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.UnknownSubscription"/>.</exception>
    public Task PauseSubscriptionAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.PauseSubscriptionAsync(name), cancellationToken);

    /// <summary>Lets a paused durable subscription go on where it was.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the subscription goes on.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.UnknownSubscription"/>.</exception>
    public Task ResumeSubscriptionAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.ResumeSubscriptionAsync(name), cancellationToken);

    /// <summary>Gives stored messages to a durable subscription once more, each marked as redelivered and from attempt 1. All of them, or none.</summary>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="range">Which messages: at most 10,000 that it covers.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many come again. Those that it has not settled, or that are still to come to it, do not count.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.LimitExceeded"/>,
    /// <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    public Task<int> ReplayMessagesAsync(string subscription, ReplayRange range, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.ReplayMessagesAsync(subscription, range), cancellationToken);

    /// <summary>Lists the sessions that subscribe, in the order in which they came, fetching page after page.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The sessions.</returns>
    public async IAsyncEnumerable<SessionInfo> ListSessionsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? next = 0;
        while (next is { } after)
        {
            var page = await _calls.AnswerAsync(() => _broker.ListSessionsAsync(after, 0), cancellationToken).ConfigureAwait(false);
            foreach (var session in page.Sessions)
            {
                yield return session;
            }

            next = page.Next;
        }
    }

    /// <summary>Lists the dead letters of a subscription, oldest first, fetching page after page. They stay where they are.</summary>
    /// <param name="subscription">The name of the subscription, which need not exist any more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The dead letters; none when there are none.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.StoreRequired"/>.</exception>
    public async IAsyncEnumerable<DeadLetterInfo> ListDeadLettersAsync(
        string subscription, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? next = 0;
        while (next is { } after)
        {
            var page = await _calls.AnswerAsync(() => _broker.ListDeadLettersAsync(subscription, after, 0), cancellationToken)
                .ConfigureAwait(false);
            foreach (var letter in page.Letters)
            {
                yield return letter;
            }

            next = page.Next;
        }
    }

    /// <summary>Gives dead letters to their own subscription once more, each from attempt 1.</summary>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="sequences">Which: <see cref="DeadLetterInfo.Sequence"/>, at most 1,000; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many are tried again. Those that are gone, or are being tried already, do not count.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    public Task<int> ReplayDeadLettersAsync(string subscription, long[]? sequences, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.ReplayDeadLettersAsync(subscription, sequences), cancellationToken);

    /// <summary>Deletes dead letters for good.</summary>
    /// <param name="subscription">The name of the subscription, which need not exist any more.</param>
    /// <param name="sequences">Which: <see cref="DeadLetterInfo.Sequence"/>, at most 1,000; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.StoreRequired"/>.</exception>
    public Task<int> PurgeDeadLettersAsync(string subscription, long[]? sequences, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.PurgeDeadLettersAsync(subscription, sequences), cancellationToken);

    /// <summary>Lists the topic policies in force, in the order in which they are asked: the first that matches a topic applies.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The policies; none when the configuration has none.</returns>
    public Task<PolicyInfo[]> ListPoliciesAsync(CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(_broker.ListPoliciesAsync, cancellationToken);

    /// <summary>Reads the stored messages of the topics of a filter, one page of them.</summary>
    /// <param name="topic">A topic or a topic filter; the caller needs the right to subscribe to it.</param>
    /// <param name="from">The sequence to begin at, then <see cref="LogPage.Next"/> of the page before; 0 for the oldest message.</param>
    /// <param name="fromUtc">With a <paramref name="from"/> of 0: begin at the first message published at this time or later; null for the oldest.</param>
    /// <param name="count">How many at the most: 1 to 1,000; 0 stands for 100.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The page.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    public Task<LogPage> ReadLogAsync(string topic, long from, DateTime? fromUtc, int count, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.ReadLogAsync(topic, from, fromUtc, count), cancellationToken);

    /// <summary>Begins to copy the store, as it is now, into a file of the broker's backup folder.</summary>
    /// <param name="name">The name of the file, which must not exist; null for one made of the time.</param>
    /// <param name="cancellationToken">Stops waiting; the backup goes on.</param>
    /// <returns>The backup, as it begins.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/> while another backup runs, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    public Task<BackupInfo> StartBackupAsync(string? name, CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(() => _broker.StartBackupAsync(name), cancellationToken);

    /// <summary>Says how far the backup has come that was begun last, or what became of it.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The backup; null if none was begun since the broker started.</returns>
    public Task<BackupInfo?> GetBackupAsync(CancellationToken cancellationToken = default) =>
        _calls.AnswerAsync(_broker.GetBackupAsync, cancellationToken);

    /// <summary>Closes the connection.</summary>
    /// <returns>A task that ends when it is closed, or was dropped after 2 seconds without an answer.</returns>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}
