using System.ServiceModel;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>Sends callbacks to one session. Safe for concurrent use; what one caller sends in order arrives in that order.</summary>
public interface ICallbackChannel
{
    /// <summary>
    /// A proxy of the callback contract. A void one-way method blocks while the peer does not read; a Task-returning one waits
    /// without blocking.
    /// </summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the callback contract of the service.</exception>
    T Proxy<T>() where T : class;

    /// <summary>
    /// Sends a one-way callback. Completes when it is written to the transport, so it waits while the peer does not read.
    /// </summary>
    /// <exception cref="CommunicationException">The session has ended.</exception>
    ValueTask SendAsync(CallbackOperation operation, object?[] arguments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a one-way callback made of slices that were encoded before, by a <see cref="FragmentWriter"/> with names of the same
    /// operation. Waits as <see cref="SendAsync"/> does. The slices are copied; they must not change before the task completes.
    /// </summary>
    /// <param name="operation">The callback.</param>
    /// <param name="slices">The bytes of its argument.</param>
    /// <param name="more">
    /// Whether the caller sends another one at once: this one may then wait to leave with it, which saves the transport work.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; nothing is sent then.</param>
    /// <exception cref="CommunicationException">The session has ended.</exception>
    ValueTask SendEncodedAsync(
        CallbackOperation operation,
        ReadOnlyMemory<ReadOnlyMemory<byte>> slices,
        bool more = false,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls the client and waits for its answer. At most <c>OutstandingCallbacksMax</c> calls run on one session; a further one
    /// waits its turn.
    /// </summary>
    /// <exception cref="FaultException">
    /// The client answered with a fault; a <see cref="FaultException{TDetail}"/> when the operation declares its detail.
    /// </exception>
    /// <exception cref="TimeoutException">No answer came within <paramref name="timeout"/>.</exception>
    /// <exception cref="CommunicationException">The session has ended.</exception>
    Task<object?> CallAsync(
        CallbackOperation operation, object?[] arguments, TimeSpan timeout, CancellationToken cancellationToken = default);
}
