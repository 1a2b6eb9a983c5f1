using System.Runtime.CompilerServices;
using WcfBroker.Client.Sessions;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Durable;

/// <summary>
/// The messages of a durable subscription, each until it is settled: enumerate it once, or give it a handler
/// (<see cref="HandleAsync"/>). It outlives this object, this program and the broker; whoever subscribes again under its name goes on
/// where it was.
/// </summary>
/// <remarks>
/// Unless <see cref="SubscriptionOptions.Acknowledge"/> is <see cref="AcknowledgeModes.Explicit"/>, messages are acknowledged for you: when the
/// handler returns, or when the loop asks for the next one. A message that the loop has settled itself is left alone, and so is the last one
/// of a loop that was left, by <c>break</c> or by an exception: it comes again.
/// <para>
/// A subscription has a session (a connection) of its own. At most <see cref="SubscriptionOptions.Credit"/> messages are fetched ahead; so
/// many times the work for one must be done within the lease, or what is fetched comes again before its turn. A lost session is
/// replaced: what had come and was not settled is dropped, and comes again, marked as redelivered.
/// </para>
/// </remarks>
public sealed class DurableSubscription : IAsyncEnumerable<DurableDelivery>, IAsyncDisposable
{
    /// <summary>The credit that the broker gives when nothing is said.</summary>
    private const int DefaultCredit = 100;

    private const int BufferedNoticesMax = 100;

    /// <summary>How long disposing waits for acknowledgements to be answered.</summary>
    private static readonly TimeSpan SentWait = TimeSpan.FromSeconds(2);

    private readonly DurableBuffer _buffer;
    private readonly DurableSession _session;
    private readonly SessionLoop _loop;
    private readonly TimeProvider _time;
    private readonly bool _acknowledges;
    private int _enumerated;

    internal DurableSubscription(string topic, SubscriptionOptions options, IBrokerConnector connector, BrokerConnectionOptions connection)
    {
        _time = connection.TimeProvider;
        _acknowledges = options.Acknowledge != AcknowledgeModes.Explicit;
        _buffer = new DurableBuffer((options.Credit ?? DefaultCredit) + BufferedNoticesMax);
        _session = new DurableSession(topic, CallbackChoice.For(options), _buffer, new BrokerCalls(connection), _time);
        _session.Changed += change => StateChanged?.Invoke(this, change);
        _loop = new SessionLoop(connector, _session, connection);
        _session.Ended += _loop.End;
    }

    /// <summary>
    /// A notice of the broker (a gap, new topics, the broker is stopping), at its place between the deliveries: raised while
    /// the subscription is enumerated or handled.
    /// </summary>
    public event EventHandler<NoticeEventArgs>? NoticeReceived;

    /// <summary>The state has changed: raised on a thread of the library. Handlers must be quick and must not throw.</summary>
    public event EventHandler<BrokerStateEventArgs>? StateChanged;

    /// <summary>The state of this subscription's session.</summary>
    public BrokerConnectionState State => _loop.State;

    /// <summary>What the broker answered to the latest subscribe: the id, the topic, whether the subscription existed before.</summary>
    public SubscriptionInfo Info => _session.Info!;

    /// <summary>The deliveries, as they come. Only one enumeration is possible.</summary>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>, not the subscription.</param>
    /// <returns>The enumerator. It ends when the subscription is disposed of.</returns>
    /// <exception cref="InvalidOperationException">The subscription is or was enumerated or handled already.</exception>
    /// <exception cref="SubscriptionEndedException">While enumerating: another session took the subscription over, or it was deleted.</exception>
    /// <exception cref="BrokerException">While enumerating: after a reconnect the broker refused the subscription.</exception>
    /// <exception cref="BrokerConnectionException">While enumerating: reconnecting was given up.</exception>
    public async IAsyncEnumerator<DurableDelivery> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var delivery in ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return delivery;
            if (_acknowledges && !delivery.IsSettled)
            {
                _ = delivery.AcknowledgeAsync();
            }
        }
    }

    /// <summary>
    /// Gives each message to a handler until cancelled. Returning acknowledges it, unless <see cref="SubscriptionOptions.Acknowledge"/> is
    /// <see cref="AcknowledgeModes.Explicit"/>; <see cref="RejectMessageException"/> makes it a dead letter; any other exception has it tried
    /// again, after a growing delay. The handler may settle the message itself instead.
    /// </summary>
    /// <param name="handler">Does the work. A message may come to it more than once.</param>
    /// <param name="options">How many at the same time, and whom to tell of failures; null for the defaults.</param>
    /// <param name="cancellationToken">Ends handling; the handler gets it too. What it then gives up by cancellation comes again.</param>
    /// <returns>A task that ends without error once it is cancelled and the messages then at work are done.</returns>
    /// <exception cref="InvalidOperationException">The subscription is or was enumerated or handled already.</exception>
    /// <exception cref="SubscriptionEndedException">Another session took the subscription over, or it was deleted.</exception>
    /// <exception cref="BrokerException">After a reconnect the broker refused the subscription.</exception>
    /// <exception cref="BrokerConnectionException">Reconnecting was given up.</exception>
    public Task HandleAsync(
        Func<DurableDelivery, CancellationToken, Task> handler, HandlerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new HandlerOptions();
        options.Validate();
        var handling = new MessageHandling(handler, _acknowledges, options.Failed);
        return WorkLoop.RunAsync(ReadAsync(CancellationToken.None), handling.HandleAsync, options.ConcurrentMessagesMax, cancellationToken);
    }

    /// <summary>
    /// Closes the session, once the acknowledgements that were given are stored. The subscription stays; what is not settled
    /// comes again. <see cref="BrokerConnection.DeleteSubscriptionAsync"/> deletes it.
    /// </summary>
    /// <returns>A task that ends when the session is closed, or was dropped after 2 seconds without an answer.</returns>
    public async ValueTask DisposeAsync()
    {
        _buffer.Close(null);
        await _session.Sent.WaitAsync(SentWait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _loop.DisposeAsync().ConfigureAwait(false);
    }

    internal Task StartAsync(CancellationToken cancellationToken) => _loop.StartAsync(cancellationToken);

    private async IAsyncEnumerable<DurableDelivery> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
        {
            throw new InvalidOperationException("A subscription can be enumerated once.");
        }

        while (await _buffer.TakeAsync(cancellationToken).ConfigureAwait(false) is { } item)
        {
            if (item.Delivery is { } delivery)
            {
                yield return delivery;
            }
            else
            {
                NoticeReceived?.Invoke(this, new NoticeEventArgs(item.Notice!));
            }
        }
    }
}
