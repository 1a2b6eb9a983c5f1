using System.Linq.Expressions;
using System.Reflection;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>Calls one method of a service instance through compiled code, so that its exceptions arrive unwrapped.</summary>
internal sealed class OperationInvoker
{
    private readonly Func<object, object?[], object?> _call;
    private readonly Func<Task, object?> _result;

    private OperationInvoker(Func<object, object?[], object?> call, Func<Task, object?> result)
    {
        _call = call;
        _result = result;
    }

    public static OperationInvoker Create(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(
            Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        call = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Constant(null))
            : Expression.Convert(call, typeof(object));
        return new(Expression.Lambda<Func<object, object?[], object?>>(call, instance, arguments).Compile(), ResultOf(method.ReturnType));
    }

    /// <summary>Calls the method. What a synchronous one does has happened when this returns.</summary>
    public ValueTask<object?> InvokeAsync(object instance, object?[] arguments)
    {
        var returned = _call(instance, arguments);
        if (returned is not Task task)
            return new(returned);
        return task.IsCompletedSuccessfully ? new(_result(task)) : AwaitAsync(task);
    }

    private static Func<Task, object?> ResultOf(Type returnType)
    {
        if (!returnType.IsGenericType || !typeof(Task).IsAssignableFrom(returnType))
            return _ => null;
        var task = Expression.Parameter(typeof(Task));
        var result = Expression.Property(Expression.Convert(task, returnType), nameof(Task<>.Result));
        return Expression.Lambda<Func<Task, object?>>(Expression.Convert(result, typeof(object)), task).Compile();
    }

    private async ValueTask<object?> AwaitAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return _result(task);
    }
}
