using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>Stands behind the methods of a callback interface.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxies derive from it at run time.")]
internal class CallbackProxy : DispatchProxy
{
    private static readonly MethodInfo TypedCall =
        typeof(CallbackProxy).GetMethod(nameof(CallTypedAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private ICallbackChannel _channel = null!;
    private CallbackContract _contract = null!;
    private TimeSpan _timeout;

    public static T Create<T>(ICallbackChannel channel, CallbackContract contract, TimeSpan timeout)
        where T : class
    {
        if (!typeof(T).IsAssignableFrom(contract.Type))
            throw new ArgumentException($"{typeof(T)} is not the callback contract {contract.Type}.");
        var proxy = Create<T, CallbackProxy>();
        var state = (CallbackProxy)(object)proxy;
        (state._channel, state._contract, state._timeout) = (channel, contract, timeout);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var operation = _contract.Find(targetMethod!);
        var isTask = typeof(Task).IsAssignableFrom(targetMethod!.ReturnType);
        if (operation.IsOneWay)
        {
            var sent = _channel.SendAsync(operation, args!);
            return isTask ? sent.AsTask() : Wait(sent.AsTask());
        }

        if (targetMethod.ReturnType.IsGenericType && isTask)
            return TypedCall.MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(this, [operation, args]);
        return isTask ? CallAsync(operation, args!) : WaitForAnswer(CallAsync(operation, args!), operation);
    }

    private static object? Wait(Task sent)
    {
        sent.GetAwaiter().GetResult();
        return null;
    }

    private static object? WaitForAnswer(Task<object?> call, CallbackOperation operation)
    {
        if (!call.IsCompleted && ReceiveThread.IsCurrent)
            throw new InvalidOperationException(
                $"{operation.Name} would wait for an answer that the waiting thread has to receive. " +
                "Await it, or make the calling operation synchronous.");
        return call.GetAwaiter().GetResult();
    }

    private Task<object?> CallAsync(CallbackOperation operation, object?[] arguments) =>
        _channel.CallAsync(operation, arguments, _timeout);

    private async Task<T> CallTypedAsync<T>(CallbackOperation operation, object?[] arguments) =>
        (T)(await CallAsync(operation, arguments).ConfigureAwait(false))!;
}
