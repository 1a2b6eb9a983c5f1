using System.Globalization;
using System.Text;
using System.Text.Json;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Transfer;

/// <summary>Messages as JSON lines, and back.</summary>
internal static class LineFormat
{
    /// <summary>The largest payload that a broker takes, 16 MiB, has this room even if each byte is written as an escape of six characters.</summary>
    public const int LineCharsMax = 112 << 20;

    private const double TtlSecondsMin = 0.000_000_1;
    private const double TtlSecondsMax = 900_000_000_000;

    public static string Write(Delivery message, LogPage page) => JsonSerializer.Serialize(
        DeliveryLine.Of(message) with { Epoch = page.Epoch, ClearRetained = page.Clearing?.Contains(message.Sequence) == true ? true : null },
        JsonLines.Default.DeliveryLine);

    /// <exception cref="ImportException">It is no such line.</exception>
    public static TopicMessage Read(string text, long number)
    {
        var line = Parse(text, number);
        if (string.IsNullOrEmpty(line.Topic))
        {
            throw new ImportException(number, "A message needs a topic.", "topic");
        }

        return new TopicMessage
        {
            Topic = line.Topic,
            Message = new BrokerMessage
            {
                Id = line.Id ?? IdOf(line),
                ContentType = line.ContentType,
                Body = Body(line, number),
                Headers = Headers(line, number),
                TimeToLive = TimeToLive(line, number),
                CorrelationId = line.CorrelationId,
                ReplyTo = line.ReplyTo,
                ClearRetained = line.ClearRetained == true,
            },
        };
    }

    private static ImportLine Parse(string text, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JsonLines.Default.ImportLine) ?? throw new ImportException(number, "The line is no JSON object.", null, null, text);
        }
        catch (JsonException e)
        {
            throw new ImportException(number, "The line is no message in JSON.", e.Path is null or "$" ? null : e.Path, null, text);
        }
    }

    // So that importing the same lines once more publishes nothing twice.
    private static string? IdOf(ImportLine line) =>
        line is { Epoch: { } epoch, Sequence: { } sequence } ? string.Create(CultureInfo.InvariantCulture, $"{epoch}-{sequence}") : null;

    private static byte[]? Body(ImportLine line, long number)
    {
        try
        {
            return (line.Text, line.Base64) switch
            {
                (not null, not null) => throw new ImportException(number, "A payload is text or base64, not both.", "base64", null, line.Base64),
                ({ } text, _) => Encoding.UTF8.GetBytes(text),
                (_, { } base64) => Convert.FromBase64String(base64),
                _ => null,
            };
        }
        catch (FormatException)
        {
            throw new ImportException(number, "The payload is no base64.", "base64", null, line.Base64);
        }
    }

    private static Header[]? Headers(ImportLine line, long number) => line.Headers is not { Length: > 0 } headers
        ? null
        : Array.ConvertAll(headers, header => string.IsNullOrEmpty(header?.Name)
            ? throw new ImportException(number, "A header has a name.", "headers")
            : new Header { Name = header.Name, Value = header.Value ?? "" });

    private static TimeSpan? TimeToLive(ImportLine line, long number) => line.TtlSeconds switch
    {
        null => null,
        // A double is a little more or less than the ticks that it was made of.
        >= TtlSecondsMin and <= TtlSecondsMax and var seconds => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
        var seconds => throw new ImportException(
            number, "A time to live is more than zero and within the limit.", "ttlSeconds", $"{TtlSecondsMax:0} seconds", seconds.Value.ToString(CultureInfo.InvariantCulture)),
    };
}
