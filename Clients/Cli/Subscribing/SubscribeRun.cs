using WcfBroker.Cli.Output;
using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>Writes what subscriptions bring, in the order of their coming, until enough was written or Ctrl-C is pressed.</summary>
internal sealed class SubscribeRun(CliEnvironment environment, SubscribeArguments arguments)
{
    private readonly Lock _gate = new();

    private readonly IDeliveryFormat _format = arguments.Json
        ? new JsonFormat()
        : new HumanFormat(new Paint(environment.Colours), environment.Time.LocalTimeZone);

    private readonly long _messagesMax = arguments.Count ?? long.MaxValue;
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
        catch (IOException)
        {
            // The reader of the output has gone, as head does: then there is nobody to write for.
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
        subscription.NoticeReceived += (_, e) => Show(e.Notice);
    }

    /// <summary>Writes one subscription's messages; when it ends, the others end too.</summary>
    private async Task WriteAsync(Subscription subscription, CancellationTokenSource stop)
    {
        try
        {
            await using var deliveries = subscription.GetAsyncEnumerator(stop.Token);
            while (await NextAsync(deliveries, stop) && Interlocked.Increment(ref _messages) <= _messagesMax)
            {
                Write(_format.Line(deliveries.Current));
                if (Interlocked.Read(ref _messages) >= _messagesMax)
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

    /// <summary>The next message; before waiting for it, what was written goes out.</summary>
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<Delivery> deliveries, CancellationTokenSource stop)
    {
        var next = deliveries.MoveNextAsync();
        if (!next.IsCompleted && !TryFlush())
        {
            await stop.CancelAsync();
        }

        return await next;
    }

    /// <summary>That messages were missed is told in any case.</summary>
    private void Show(Notice notice)
    {
        if (arguments.ShowNotices)
        {
            Write(_format.Line(notice));
        }
        else if (notice.Kind == NoticeKinds.Gap)
        {
            environment.Error.WriteLine(HumanFormat.Text(notice));
        }
    }

    private bool TryFlush()
    {
        lock (_gate)
        {
            try
            {
                environment.Out.Flush();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
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
