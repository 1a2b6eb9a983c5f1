using System.Reflection;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>Calls one method of a service instance; its exceptions arrive unwrapped.</summary>
internal sealed class OperationInvoker(MethodInfo method)
{
    private readonly MethodInvoker _call = MethodInvoker.Create(method);
    private readonly MethodInvoker? _result = ResultOf(method.ReturnType) is { } getter ? MethodInvoker.Create(getter) : null;

    /// <summary>Calls the method. What a synchronous one does has happened when this returns.</summary>
    public ValueTask<object?> InvokeAsync(object instance, object?[] arguments)
    {
        var returned = _call.Invoke(instance, arguments.AsSpan());
        if (returned is not Task task)
            return new(returned);
        return task.IsCompletedSuccessfully ? new(_result?.Invoke(task)) : AwaitAsync(task);
    }

    private static MethodInfo? ResultOf(Type returnType) =>
        returnType.IsGenericType && typeof(Task).IsAssignableFrom(returnType) ? returnType.GetProperty(nameof(Task<>.Result))!.GetMethod : null;

    private async ValueTask<object?> AwaitAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return _result?.Invoke(task);
    }
}
