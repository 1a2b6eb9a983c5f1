using System.Text.RegularExpressions;
using WcfBroker.Cli.Publishing;
using WcfBroker.Client;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Transfer;

/// <summary>Publishes lines in batches, in their order.</summary>
internal sealed partial class ImportRun(BrokerConnection broker, TimeProvider time)
{
    private const int BatchMessagesMax = 500;
    private const int BatchBytesMax = 1024 * 1024;

    private readonly List<(TopicMessage Message, long Line)> _batch = [];
    private int _batchBytes;

    public long Published { get; private set; }

    /// <summary>Those that the broker had already.</summary>
    public long Duplicates { get; private set; }

    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        var lines = new LineReader(input, LineFormat.LineCharsMax);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await AddAsync(LineFormat.Read(line, lines.Number), lines.Number, cancellationToken);
            }
        }

        await PublishAsync(cancellationToken);
    }

    private async Task AddAsync(TopicMessage message, long line, CancellationToken cancellationToken)
    {
        var bytes = message.Message.Body?.Length ?? 0;
        if (_batch.Count == BatchMessagesMax || (_batch.Count > 0 && _batchBytes + bytes > BatchBytesMax))
        {
            await PublishAsync(cancellationToken);
        }

        _batch.Add((message, line));
        _batchBytes += bytes;
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            var messages = _batch.ConvertAll(item => item.Message);
            var receipt = await BusyBroker.RetryAsync(() => broker.PublishBatchAsync(messages, cancellationToken), time, cancellationToken);
            var duplicates = receipt.Duplicates?.Length ?? 0;
            Duplicates += duplicates;
            Published += receipt.Sequences.Length - duplicates;
        }
        catch (BrokerException e) when (Item().Match(e.Parameter ?? "") is { Success: true } item)
        {
            // The broker took nothing of the batch, and names one of its messages.
            var line = _batch[int.Parse(item.Groups["index"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)].Line;
            throw new ImportException(line, e.Message, item.Groups["field"].Value, e.Limit, e.Value);
        }

        _batch.Clear();
        _batchBytes = 0;
    }

    [GeneratedRegex(@"^messages\[(?<index>\d{1,4})\]\.(message\.)?(?<field>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Item();
}
