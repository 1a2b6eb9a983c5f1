using System.ServiceModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Http;

/// <summary>One call: makes the service instance, runs the operation and answers.</summary>
internal sealed partial class SoapCall(ServiceDefinition service, Answers answers, ILogger log, HttpContext context, SoapRequest request)
{
    private readonly Operation _operation = request.Operation!;
    private bool _isAccepted;

    /// <summary>Runs the call to its end; never throws.</summary>
    public async Task RunAsync()
    {
        using var trace = request.Trace.Enter();
        using var session = new SoapSession(context, _operation.IsOneWay, Abort);
        object? instance = null;
        try
        {
            instance = service.CreateInstance(session);
            if (_operation.IsOneWay)
                await RunOneWayAsync(instance).ConfigureAwait(false);
            else
                await RunTwoWayAsync(instance).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await FailAsync(failure).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(session, instance).ConfigureAwait(false);
        }
    }

    private async Task RunTwoWayAsync(object instance)
    {
        var result = await _operation.Invoker.InvokeAsync(instance, request.Arguments!).ConfigureAwait(false);
        await answers.ReplyAsync(context.Response, request, result).ConfigureAwait(false);
    }

    // The client is told that the call is accepted, and does not wait for its end; the next request of its connection does.
    private async Task RunOneWayAsync(object instance)
    {
        _isAccepted = true;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (!_operation.IsAsync)
            await context.Response.CompleteAsync().ConfigureAwait(false);
        var running = _operation.Invoker.InvokeAsync(instance, request.Arguments!);
        if (!running.IsCompleted)
            await context.Response.CompleteAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private async Task FailAsync(Exception failure)
    {
        try
        {
            await SendFaultAsync(failure).ConfigureAwait(false);
        }
        catch (Exception unsent)
        {
            LogAnswerLost(log, context.TraceIdentifier, _operation.Name, unsent.Message);
        }
    }

    private async Task SendFaultAsync(Exception failure)
    {
        if (context.RequestAborted.IsCancellationRequested && failure is OperationCanceledException)
        {
            LogAnswerLost(log, context.TraceIdentifier, _operation.Name, failure.Message);
            return;
        }

        if (failure is FaultException thrown && !_isAccepted && await TrySendThrownAsync(thrown).ConfigureAwait(false))
            return;
        var reference = context.TraceIdentifier;
        LogFailed(log, _operation.Name, reference, failure);
        if (!_isAccepted)
            await SendFaultAsync(FaultMap.Unexpected(reference)).ConfigureAwait(false);
    }

    private async Task<bool> TrySendThrownAsync(FaultException thrown)
    {
        try
        {
            await SendFaultAsync(FaultMap.Thrown(_operation, thrown)).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // The detail could not be serialised; the caller gets a reference instead.
            return false;
        }
    }

    private Task SendFaultAsync(Fault fault) =>
        answers.FaultAsync(context.Response, StatusCodes.Status500InternalServerError, request, fault);

    private async Task EndAsync(SoapSession session, object? instance)
    {
        try
        {
            await session.EndAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogInstanceFailed(log, context.TraceIdentifier, failure);
        }

        try
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            else
                (instance as IDisposable)?.Dispose();
        }
        catch (Exception failure)
        {
            LogInstanceFailed(log, context.TraceIdentifier, failure);
        }
    }

    private void Abort(string reason)
    {
        LogAborted(log, context.TraceIdentifier, LogText.Escape(reason));
        context.Abort();
    }
}
