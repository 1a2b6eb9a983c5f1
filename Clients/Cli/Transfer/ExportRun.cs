using WcfBroker.Client.Administration;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Transfer;

/// <summary>Reads the log page by page, up to the message that was the newest at the first look.</summary>
internal sealed class ExportRun(BrokerAdministration broker, string topic, SubscriptionOptions? start)
{
    private const int PageMessages = 500;
    private long _first;
    private long _next;
    private long _head;

    /// <summary>How many messages were written.</summary>
    public long Count { get; private set; }

    public (double Done, double Total) Progress => (Volatile.Read(ref _next) - _first, Volatile.Read(ref _head) + 1 - _first);

    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        for (long? from = start?.StartSequence ?? 0; from is { } next && (_head == 0 || next <= _head);)
        {
            var page = await broker.ReadLogAsync(topic, next, next == 0 ? start?.StartTimeUtc : null, PageMessages, cancellationToken);
            if (_head == 0)
            {
                _first = page.Messages is [var message, ..] ? message.Sequence : page.Next ?? 0;
                Volatile.Write(ref _head, page.HeadSequence);
            }

            foreach (var message in page.Messages.TakeWhile(message => message.Sequence <= _head))
            {
                await output.WriteLineAsync(LineFormat.Write(message, page).AsMemory(), cancellationToken);
                Count++;
            }

            Volatile.Write(ref _next, page.Next ?? _head);
            from = page.Next;
        }

        await output.FlushAsync(cancellationToken);
    }
}
