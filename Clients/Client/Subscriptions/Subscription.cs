using WcfBroker.Client.Sessions;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>
/// The messages of a topic and its subtopics, in order, as long as the subscription is not disposed of. Enumerate it once:
/// <c>await foreach (var delivery in subscription)</c>.
/// </summary>
/// <remarks>
/// A subscription has a session (a connection) of its own. When its buffer is full (see
/// <see cref="BrokerConnectionOptions.BufferedDeliveriesMax"/>) nothing more is read from that session: a slow consumer is
/// slow in the eyes of the broker too, which then does what <see cref="SubscriptionOptions.WhenSlow"/> says, and neither
/// other subscriptions nor calls are held up.
/// <para>
/// A lost session is replaced, and the subscription goes on with the message after the last one that was received, as far
/// as the broker kept it: no message twice, and what the broker no longer has is told by a
/// <see cref="NoticeKinds.Gap"/> notice. Two exceptions: retained messages of <see cref="StartPositions.Last"/> that were
/// still on their way when the session was lost do not come again; and with
/// <see cref="SlowSubscriberPolicies.LatestPerTopic"/> the last message of each topic comes again. A durable subscription whose messages need no
/// acknowledgement goes on where the broker says.
/// </para>
/// </remarks>
public sealed class Subscription : IAsyncEnumerable<Delivery>, IAsyncDisposable
{
    private readonly DeliveryBuffer _buffer;
    private readonly SubscriptionSession _session;
    private readonly SessionLoop _loop;
    private readonly BrokerCalls _calls;
    private int _enumerated;

    internal Subscription(
        string topic, SubscriptionOptions options, int bufferedMax, IBrokerConnector connector, BrokerConnectionOptions connection)
    {
        _calls = new BrokerCalls(connection);
        _buffer = new DeliveryBuffer(bufferedMax, connection.BufferedBytesMax);
        _session = new SubscriptionSession(topic, options, _buffer, _calls);
        _session.Changed += change => StateChanged?.Invoke(this, change);
        _loop = new SessionLoop(connector, _session, connection);
        _session.Ended += _loop.End;
    }

    /// <summary>
    /// A notice of the broker (a gap, new topics, the broker is stopping), at its place between the deliveries: raised while
    /// the subscription is enumerated, on the thread that enumerates it.
    /// </summary>
    public event EventHandler<NoticeEventArgs>? NoticeReceived;

    /// <summary>The state has changed: raised on a thread of the library. Handlers must be quick and must not throw.</summary>
    public event EventHandler<BrokerStateEventArgs>? StateChanged;

    /// <summary>The state of this subscription's session.</summary>
    public BrokerConnectionState State => _loop.State;

    /// <summary>What the broker answered to the latest subscribe: the id, the topic, where the latest session started.</summary>
    public SubscriptionInfo Info => _session.Info!;

    /// <summary>The deliveries, in order. Only one enumeration is possible.</summary>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>, not the subscription.</param>
    /// <returns>The enumerator. It ends when the subscription is disposed of.</returns>
    /// <exception cref="InvalidOperationException">The subscription is or was enumerated already.</exception>
    /// <exception cref="BrokerException">While enumerating: after a reconnect the broker refused the subscription.</exception>
    /// <exception cref="BrokerConnectionException">While enumerating: reconnecting was given up.</exception>
    /// <exception cref="SubscriptionEndedException">While enumerating: the broker ended the durable subscription.</exception>
    public async IAsyncEnumerator<Delivery> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
        {
            throw new InvalidOperationException("A subscription can be enumerated once.");
        }

        while (await _buffer.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_buffer.TryTake(out var item))
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

    /// <summary>
    /// Answers a request, over the session that it came by. For subscriptions with
    /// <see cref="SubscriptionOptions.Responder"/>; <see cref="BrokerConnection.RespondAsync"/> does it for you.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The reply: within the limits of a published message.</param>
    /// <param name="cancellationToken">Ends the waiting; whether the reply was taken is then unknown.</param>
    /// <returns>A task that ends when the broker has taken the reply.</returns>
    /// <exception cref="BrokerException">
    /// <see cref="FaultCodes.UnknownRequest"/> when the request was answered already or timed out, or came by a session since
    /// lost; <see cref="FaultCodes.InvalidMessage"/>, <see cref="FaultCodes.LimitExceeded"/>.
    /// </exception>
    /// <exception cref="BrokerConnectionException">No session, or no answer in time.</exception>
    public Task ReplyAsync(Delivery request, BrokerMessage reply, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var replyTo = request.ReplyTo ?? throw new ArgumentException("The delivery is no request: it has no ReplyTo.", nameof(request));
        return _calls.CallAsync(_loop, broker => broker.ReplyAsync(replyTo, reply), cancellationToken);
    }

    /// <summary>Ends the subscription and closes its session. An enumeration ends once it has given what was buffered.</summary>
    /// <returns>A task that ends when the session is closed, or was dropped after 2 seconds without an answer.</returns>
    public async ValueTask DisposeAsync()
    {
        _buffer.Close(null);
        await _loop.DisposeAsync().ConfigureAwait(false);
    }

    internal Task StartAsync(CancellationToken cancellationToken) => _loop.StartAsync(cancellationToken);
}
