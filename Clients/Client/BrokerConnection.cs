using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using WcfBroker.Client.Durable;
using WcfBroker.Client.Responders;
using WcfBroker.Client.Sessions;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Client.Tracing;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Client;

/// <summary>
/// A connection to a broker over net.tcp: publishes, requests, subscribes, answers. It may be used by several threads at
/// the same time.
/// </summary>
/// <remarks>
/// A lost session is replaced by a new one, after delays that grow from <see cref="BrokerConnectionOptions.ReconnectDelayMin"/>
/// to <see cref="BrokerConnectionOptions.ReconnectDelayMax"/>. Meanwhile calls wait, up to
/// <see cref="BrokerConnectionOptions.OperationTimeout"/>. A call that was under way is never repeated by the library.
/// <para>
/// All calls throw <see cref="BrokerException"/> when the broker refuses them, <see cref="BrokerConnectionException"/> when
/// there is no connection or no answer in time, and <see cref="OperationCanceledException"/> when cancelled: the library
/// then stops waiting, and whether the broker carries the call out is unknown.
/// </para>
/// </remarks>
public sealed class BrokerConnection : IAsyncDisposable
{
    private readonly IBrokerConnector _connector;
    private readonly BrokerConnectionOptions _options;
    private readonly BrokerCalls _calls;
    private readonly SessionLoop _loop;

    internal BrokerConnection(IBrokerConnector connector, BrokerConnectionOptions options)
    {
        options.Validate();
        _connector = connector;
        _options = options;
        _calls = new BrokerCalls(options);
        var session = new CallSession();
        session.Changed += change => StateChanged?.Invoke(this, change);
        _loop = new SessionLoop(connector, session, options);
    }

    /// <summary>The state has changed: raised on a thread of the library. Handlers must be quick and must not throw.</summary>
    public event EventHandler<BrokerStateEventArgs>? StateChanged;

    /// <summary>The state of the session that calls go over; each <see cref="Subscription"/> has its own.</summary>
    public BrokerConnectionState State => _loop.State;

    /// <summary>Connects to a broker.</summary>
    /// <param name="url">Its address, as in <c>net.tcp://localhost:8808/broker</c>.</param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The open connection.</returns>
    /// <exception cref="ArgumentException">
    /// The address is no net.tcp address, or names another machine without TLS or <see cref="BrokerConnectionOptions.AllowInsecure"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">
    /// The broker cannot be reached within <see cref="BrokerConnectionOptions.ConnectTimeout"/>.
    /// </exception>
    public static async Task<BrokerConnection> ConnectAsync(
        string url, BrokerConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new BrokerConnectionOptions();
        var address = BrokerAddress.Parse(url, options);
        var connection = new BrokerConnection(new NetTcpConnector(address, options), options);
        await connection.StartAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Publishes one message and waits for its receipt.</summary>
    /// <param name="topic">The topic: 1 to 16 levels, at most 255 bytes as UTF-8; it comes to exist if it did not.</param>
    /// <param name="message">The message: payload at most 1 MiB, 32 headers, 8 KiB of headers (the broker's default limits).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidMessage"/>, <see cref="FaultCodes.LimitExceeded"/>,
    /// <see cref="FaultCodes.ServerBusy"/>, <see cref="FaultCodes.ServerStopping"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.PublishAsync(topic, TraceContext.WithCurrent(message)), cancellationToken);

    /// <summary>Publishes a text as UTF-8, with content type <see cref="ContentTypes.Text"/>.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text; null is the empty text.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="BrokerException">As for <see cref="PublishAsync"/>.</exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task<PublishReceipt> PublishTextAsync(string topic, string? text, CancellationToken cancellationToken = default) =>
        Activity.Current is null
            ? _calls.CallAsync(_loop, broker => broker.PublishTextAsync(topic, text), cancellationToken)
            : PublishAsync(topic, new BrokerMessage { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes(text ?? "") }, cancellationToken);

    /// <summary>Publishes several messages with consecutive sequences: all of them, or none.</summary>
    /// <param name="messages">1 to 1,000 messages, payloads of 4 MiB together (the broker's default limits).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The sequences and the matches of the messages, in their order.</returns>
    /// <exception cref="BrokerException">
    /// As for <see cref="PublishAsync"/>; <see cref="BrokerException.Parameter"/> names the message at fault.
    /// </exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task<BatchReceipt> PublishBatchAsync(IEnumerable<TopicMessage> messages, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.PublishBatchAsync([.. messages.Select(TraceContext.WithCurrent)]), cancellationToken);

    /// <summary>Publishes one message, one-way: no receipt, no fault and no promise; the fastest way to publish.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message, within the limits of <see cref="PublishAsync"/>; past them the broker drops it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the message has left the client; it takes longer when the broker cannot keep up.</returns>
    /// <exception cref="BrokerConnectionException">No connection, or the message could not be sent in time.</exception>
    public Task PostAsync(string topic, BrokerMessage message, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.PostAsync(topic, TraceContext.WithCurrent(message)), cancellationToken);

    /// <summary>Sends a request to one responder of a topic and returns its reply.</summary>
    /// <param name="topic">The topic that the responder answers on.</param>
    /// <param name="message">The request, within the limits of <see cref="PublishAsync"/>.</param>
    /// <param name="timeout">How long to wait for the reply: more than zero, at most 5 minutes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The reply. A responder that refuses says so in the header <see cref="ResponderHeaders.Error"/>.</returns>
    /// <exception cref="BrokerException">
    /// Besides those of <see cref="PublishAsync"/>: <see cref="FaultCodes.NoResponder"/>, <see cref="FaultCodes.ResponderLost"/>,
    /// <see cref="FaultCodes.RequestTimeout"/>, <see cref="FaultCodes.InvalidArgument"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task<BrokerMessage> RequestAsync(
        string topic, BrokerMessage message, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.RequestAsync(topic, TraceContext.WithCurrent(message), timeout), cancellationToken, extra: timeout);

    /// <summary>Lists topics, fetching page after page as the enumeration goes on; a parent comes before its subtopics.</summary>
    /// <param name="prefix">The topic to list, with all its subtopics; null or <c>/</c> for all.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The topics; the root is left out.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.InvalidTopic"/>.</exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public async IAsyncEnumerable<TopicInfo> ListTopicsAsync(
        string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? after = null;
        do
        {
            var from = after;
            var page = await _calls.CallAsync(_loop, broker => broker.ListTopicsAsync(prefix, from, 0), cancellationToken)
                .ConfigureAwait(false);
            foreach (var topic in page.Topics)
            {
                yield return topic;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Returns the last message published to exactly this topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The retained message, or null when the topic has none.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.InvalidTopic"/>.</exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task<Delivery?> GetLastMessageAsync(string topic, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.GetLastMessageAsync(topic), cancellationToken);

    /// <summary>Subscribes to a topic and its subtopics, or to a topic filter, over a session of its own.</summary>
    /// <param name="topic">
    /// A topic; <c>=/a/b</c> for exactly that one; or a filter with <c>+</c> for one level and a final <c>#</c> for the rest.
    /// </param>
    /// <param name="options">
    /// Where to start and what to do when slow; null for the defaults. <see cref="SubscriptionOptions.Callback"/> is the
    /// library's to choose.
    /// </param>
    /// <param name="cancellationToken">Gives up subscribing; later it has no effect.</param>
    /// <returns>The subscription: enumerate it, and dispose of it.</returns>
    /// <exception cref="ArgumentException">
    /// <see cref="SubscriptionOptions.Callback"/> is set, or <see cref="SubscriptionOptions.Durable"/> without
    /// <see cref="AcknowledgeModes.None"/>: <see cref="SubscribeDurableAsync"/> is for messages that are acknowledged.
    /// </exception>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">The broker cannot be reached, or gave no answer in time.</exception>
    public Task<Subscription> SubscribeAsync(
        string topic, SubscriptionOptions? options = null, CancellationToken cancellationToken = default) =>
        options is { Durable: not null, Acknowledge: not AcknowledgeModes.None }
            ? throw new ArgumentException("A durable subscription whose messages are acknowledged is made by SubscribeDurableAsync.", nameof(options))
            : SubscribeAsync(topic, CallbackChoice.For(options), _options.BufferedDeliveriesMax, cancellationToken);

    /// <summary>
    /// Makes a durable subscription, or goes on with the one of that name, over a session of its own. Its messages are acknowledged, so each
    /// comes until it is settled.
    /// </summary>
    /// <param name="topic">As for <see cref="SubscribeAsync(string, SubscriptionOptions?, CancellationToken)"/>.</param>
    /// <param name="options">
    /// Its name in <see cref="SubscriptionOptions.Durable"/>, and what else it should be. <see cref="SubscriptionOptions.Acknowledge"/> is
    /// <see cref="AcknowledgeModes.OnReturn"/> or null to have messages acknowledged when their handler returns or the loop asks for the next
    /// one, and <see cref="AcknowledgeModes.Explicit"/> to do it yourself; the broker sees <see cref="AcknowledgeModes.Explicit"/> either way.
    /// </param>
    /// <param name="cancellationToken">Gives up subscribing; later it has no effect.</param>
    /// <returns>The subscription: enumerate it or give it a handler, and dispose of it.</returns>
    /// <exception cref="ArgumentException">
    /// <see cref="SubscriptionOptions.Durable"/> is null, <see cref="SubscriptionOptions.Acknowledge"/> is <see cref="AcknowledgeModes.None"/>,
    /// or <see cref="SubscriptionOptions.Callback"/> is set.
    /// </exception>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.InvalidTopic"/>, <see cref="FaultCodes.InvalidArgument"/>, <see cref="FaultCodes.ServerBusy"/>,
    /// <see cref="FaultCodes.SubscriptionMismatch"/>, <see cref="FaultCodes.AccessDenied"/>, <see cref="FaultCodes.StoreRequired"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">The broker cannot be reached, or gave no answer in time.</exception>
    public async Task<DurableSubscription> SubscribeDurableAsync(
        string topic, SubscriptionOptions options, CancellationToken cancellationToken = default)
    {
        if (options is not { Durable: not null, Acknowledge: not AcknowledgeModes.None })
        {
            throw new ArgumentException("A durable subscription has a name, and its messages are acknowledged.", nameof(options));
        }

        var subscription = new DurableSubscription(topic, options, _connector, _options);
        await subscription.StartAsync(cancellationToken).ConfigureAwait(false);
        return subscription;
    }

    /// <summary>Deletes a durable subscription. Its dead letters stay.</summary>
    /// <param name="name">The name that it was made under.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the subscription is gone.</returns>
    /// <exception cref="BrokerException"><see cref="FaultCodes.UnknownSubscription"/>, <see cref="FaultCodes.AccessDenied"/>.</exception>
    /// <exception cref="BrokerConnectionException">No connection, or no answer in time.</exception>
    public Task DeleteSubscriptionAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(_loop, broker => broker.DeleteSubscriptionAsync(name), cancellationToken);

    /// <summary>Answers the requests of a topic until cancelled.</summary>
    /// <param name="topic">The topic, as for <see cref="SubscribeAsync(string, SubscriptionOptions?, CancellationToken)"/>.</param>
    /// <param name="handler">
    /// Makes the reply. When it throws, the requester gets a reply with the header <see cref="ResponderHeaders.Error"/>, without the
    /// exception's text.
    /// </param>
    /// <param name="options">How many at the same time, and whom to tell of failures; null for the defaults.</param>
    /// <param name="cancellationToken">Ends answering; the handler gets it too.</param>
    /// <returns>A task that ends without error once it is cancelled and the requests then at work are answered.</returns>
    /// <exception cref="BrokerException">The broker refused the subscription.</exception>
    /// <exception cref="BrokerConnectionException">The broker cannot be reached, or reconnecting was given up.</exception>
    public async Task RespondAsync(
        string topic,
        Func<Delivery, CancellationToken, Task<BrokerMessage>> handler,
        ResponderOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new ResponderOptions();
        options.Validate();
        var responder = CallbackChoice.For(new SubscriptionOptions { Responder = true });
        var requests = await SubscribeAsync(topic, responder, options.ConcurrentRequestsMax, cancellationToken).ConfigureAwait(false);
        await using var _ = ((IAsyncDisposable)requests).ConfigureAwait(false);
        await new RequestLoop(requests, handler, options).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection. Its subscriptions have sessions of their own and go on until they are disposed of.</summary>
    /// <returns>A task that ends when the session is closed, or was dropped after 2 seconds without an answer.</returns>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    internal Task StartAsync(CancellationToken cancellationToken) => _loop.StartAsync(cancellationToken);

    private async Task<Subscription> SubscribeAsync(
        string topic, SubscriptionOptions options, int bufferedMax, CancellationToken cancellationToken)
    {
        var subscription = new Subscription(topic, options, bufferedMax, _connector, _options);
        await subscription.StartAsync(cancellationToken).ConfigureAwait(false);
        return subscription;
    }
}
