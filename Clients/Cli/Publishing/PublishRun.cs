using System.Threading.Channels;
using WcfBroker.Client;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>Publishes messages as they come: one at a time while they are few, in batches as soon as they queue up.</summary>
internal sealed class PublishRun(BrokerConnection connection, PublishArguments arguments, PublishTally tally, TimeProvider time)
{
    private const int BatchMessagesMax = 500;
    private const int BatchBytesMax = 1024 * 1024;

    private readonly Channel<BrokerMessage> _waiting = Channel.CreateBounded<BrokerMessage>(BatchMessagesMax);

    public async Task RunAsync(IAsyncEnumerable<BrokerMessage> messages, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = FillAsync(messages, stop.Token);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
            {
                await PublishAsync(TakeBatch(), cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends the channel with what the source ended with, so that its error is seen where the messages are.</summary>
    private async Task FillAsync(IAsyncEnumerable<BrokerMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                await _waiting.Writer.WriteAsync(message, cancellationToken);
            }

            _waiting.Writer.Complete();
        }
        catch (Exception e)
        {
            _waiting.Writer.Complete(e);
        }
    }

    private List<BrokerMessage> TakeBatch()
    {
        var batch = new List<BrokerMessage>();
        var bytes = 0;
        while (batch.Count < BatchMessagesMax && _waiting.Reader.TryPeek(out var next))
        {
            bytes += next.Body!.Length;
            if (batch.Count > 0 && bytes > BatchBytesMax)
            {
                break;
            }

            batch.Add(next);
            _waiting.Reader.TryRead(out _);
        }

        return batch;
    }

    private async Task PublishAsync(List<BrokerMessage> batch, CancellationToken cancellationToken)
    {
        if (arguments.OneWay)
        {
            await PostAsync(batch, cancellationToken);
        }
        else if (batch.Count == 1)
        {
            Task<PublishReceipt> PublishOneAsync() => connection.PublishAsync(arguments.Topic, batch[0], cancellationToken);
            tally.Add(await BusyBroker.RetryAsync(PublishOneAsync, time, cancellationToken));
        }
        else
        {
            var items = batch.ConvertAll(message => new TopicMessage { Topic = arguments.Topic, Message = message });
            Task<BatchReceipt> PublishAllAsync() => connection.PublishBatchAsync(items, cancellationToken);
            tally.Add(await BusyBroker.RetryAsync(PublishAllAsync, time, cancellationToken));
        }
    }

    private async Task PostAsync(List<BrokerMessage> batch, CancellationToken cancellationToken)
    {
        foreach (var message in batch)
        {
            await connection.PostAsync(arguments.Topic, message, cancellationToken);
            tally.Add(1);
        }
    }
}
