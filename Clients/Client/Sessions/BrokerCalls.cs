using System.ServiceModel;
using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>Calls a broker within a time limit, and speaks the library's exceptions.</summary>
internal sealed class BrokerCalls(BrokerConnectionOptions options)
{
    /// <summary>Calls the broker of whatever session is open.</summary>
    public async Task<T> CallAsync<T>(
        SessionLoop loop, Func<IBroker, Task<T>> call, CancellationToken cancellationToken, TimeSpan extra = default)
    {
        var broker = await loop.BrokerAsync(cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(() => call(broker), cancellationToken, extra).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public Task CallAsync(SessionLoop loop, Func<IBroker, Task> call, CancellationToken cancellationToken) =>
        CallAsync(loop, async broker => await DoneAsync(call(broker)).ConfigureAwait(false), cancellationToken);

    /// <summary>One call to a broker that is at hand.</summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken, TimeSpan extra = default)
    {
        try
        {
            return await call().WaitAsync(options.OperationTimeout + extra, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (FaultException e)
        {
            throw BrokerException.From(e);
        }
        catch (Exception e) when (e is CommunicationException or TimeoutException or ObjectDisposedException)
        {
            throw new BrokerConnectionException(Explain(e), outcomeUnknown: true, e);
        }
    }

    /// <inheritdoc cref="AnswerAsync{T}"/>
    public Task AnswerAsync(Func<Task> call, CancellationToken cancellationToken) =>
        AnswerAsync(() => DoneAsync(call()), cancellationToken);

    private static async Task<bool> DoneAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }

    private static string Explain(Exception e) => e is TimeoutException
        ? "The broker did not answer in time: whether it carried out the call is unknown."
        : "The connection was lost during the call: whether the broker carried it out is unknown.";
}
