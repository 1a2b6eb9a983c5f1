using WcfBroker.Cli.Output;
using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>Writes what subscriptions bring, in the order of their coming, until enough was written or Ctrl-C is pressed.</summary>
internal sealed class SubscribeRun(CliEnvironment environment, SubscribeArguments arguments)
{
    private readonly Lock _gate = new();

    private readonly IDeliveryFormat _format = arguments.Json
        ? new JsonFormat()
        : new HumanFormat(new Paint(environment.Colours), environment.Time.LocalTimeZone);

    private long _messages;

    public async Task<int> RunAsync(BrokerConnection connection, CancellationToken cancellationToken)
    {
        var subscriptions = new List<Subscription>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (var topic in arguments.Topics)
            {
                subscriptions.Add(await connection.SubscribeAsync(topic, arguments.Options, cancellationToken));
                Announce(subscriptions[^1]);
            }

            await Task.WhenAll(subscriptions.ConvertAll(subscription => WriteAsync(subscription, stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how a subscription without --count ends.
        }
        finally
        {
            await Task.WhenAll(subscriptions.ConvertAll(subscription => subscription.DisposeAsync().AsTask()));
        }

        return ExitCodes.Done;
    }

    private void Announce(Subscription subscription)
    {
        if (environment.OutIsTerminal && !arguments.Json)
        {
            environment.Error.WriteLine($"Subscribed to {TerminalText.Escape(subscription.Info.Topic)}. Ctrl-C ends.");
        }

        subscription.StateChanged += (_, change) =>
        {
            if (ConnectionText.Line(change) is { } line)
            {
                environment.Error.WriteLine(line);
            }
        };
        if (arguments.ShowNotices)
        {
            subscription.NoticeReceived += (_, e) => Write(_format.Line(e.Notice));
        }
    }

    /// <summary>Writes one subscription's messages; when it ends with an error the others end too.</summary>
    private async Task WriteAsync(Subscription subscription, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var delivery in subscription.WithCancellation(stop.Token))
            {
                if (Interlocked.Increment(ref _messages) is var count && count <= (arguments.Count ?? int.MaxValue))
                {
                    Write(_format.Line(delivery));
                }

                if (count >= arguments.Count)
                {
                    return;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            environment.Out.WriteLine(line);
        }
    }
}
