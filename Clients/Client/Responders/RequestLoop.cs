using System.Text;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Client.Responders;

/// <summary>Takes requests from a subscription, has them answered, and sends the replies.</summary>
internal sealed class RequestLoop(
    Subscription requests, Func<Delivery, CancellationToken, Task<BrokerMessage>> handler, ResponderOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.ConcurrentRequestsMax);

    /// <summary>Runs until it is cancelled, and until the requests then at work are answered.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
                _ = AnswerAsync(request, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being cancelled is how a responder ends.
        }
        finally
        {
            await AllFreeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task AnswerAsync(Delivery request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await ReplyToAsync(request, cancellationToken).ConfigureAwait(false);
            await requests.ReplyAsync(request, reply, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            options.Failed?.Invoke(request, e);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<BrokerMessage> ReplyToAsync(Delivery request, CancellationToken cancellationToken)
    {
        try
        {
            return await handler(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            options.Failed?.Invoke(request, e);
            return new BrokerMessage
            {
                ContentType = ContentTypes.Text,
                Body = Encoding.UTF8.GetBytes("The responder failed to answer."),
                Headers = [new Header { Name = ResponderHeaders.Error, Value = ResponderHeaders.HandlerFailed }],
            };
        }
    }

    private async Task AllFreeAsync()
    {
        for (var i = 0; i < options.ConcurrentRequestsMax; i++)
        {
            await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
