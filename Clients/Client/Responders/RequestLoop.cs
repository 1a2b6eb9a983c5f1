using System.Text;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Client.Responders;

/// <summary>Takes requests from a subscription, has them answered, and sends the replies.</summary>
internal sealed class RequestLoop(
    Subscription requests, Func<Delivery, CancellationToken, Task<BrokerMessage>> handler, ResponderOptions options)
{
    /// <summary>Runs until it is cancelled, and until the requests then at work are answered.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        WorkLoop.RunAsync(requests, AnswerAsync, options.ConcurrentRequestsMax, cancellationToken);

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
}
