using System.Xml;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>The callback side of one net.tcp session.</summary>
internal sealed class CallbackChannel(
    CallbackContract contract, SessionOutput output, ObjectPool<EnvelopeEncoder> encoders, PendingCallbacks pending, SessionSecurity security,
    TimeSpan proxyTimeout)
    : ICallbackChannel
{
    private static readonly ReadOnlyMemory<byte> Tail = FragmentEnvelope.Tail.ToArray();

    public T Proxy<T>() where T : class => CallbackProxy.Create<T>(this, contract, proxyTimeout);

    public ValueTask SendAsync(CallbackOperation operation, object?[] arguments, CancellationToken cancellationToken = default) =>
        operation.IsOneWay
            ? SendAsync(operation, null, arguments, cancellationToken)
            : throw new ArgumentException($"{operation.Name} expects an answer; call it.", nameof(operation));

    public ValueTask SendEncodedAsync(
        CallbackOperation operation,
        ReadOnlyMemory<ReadOnlyMemory<byte>> slices,
        bool more = false,
        CancellationToken cancellationToken = default) =>
        output.WriteAsync(security.HeadOf(operation), slices, Tail, more, cancellationToken);

    public async Task<object?> CallAsync(
        CallbackOperation operation, object?[] arguments, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (operation.IsOneWay)
            throw new ArgumentException($"{operation.Name} expects no answer; send it.", nameof(operation));
        using var call = await pending.BeginAsync(operation, timeout, cancellationToken).ConfigureAwait(false);
        try
        {
            await SendAsync(operation, call.Id, arguments, call.Expiry).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The answer says why: the time is over, or the caller gave up.
        }

        return await call.Answer.ConfigureAwait(false);
    }

    private async ValueTask SendAsync(CallbackOperation operation, UniqueId? id, object?[] arguments, CancellationToken cancellationToken)
    {
        var encoder = encoders.Get();
        try
        {
            var envelope = encoder.Encode(
                (operation, id, security.Stamp, arguments),
                static (writer, call) => EnvelopeWriter.WriteRequest(
                    writer, call.operation.WireAction, call.id, call.Stamp, call.operation.Request, call.arguments));
            await output.WriteAsync(envelope, default, default, more: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            encoders.Return(encoder);
        }
    }
}
