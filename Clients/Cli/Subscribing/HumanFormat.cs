using System.Globalization;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>Lines for people: local time, sequence, topic, payload, headers.</summary>
internal sealed class HumanFormat(Paint paint, TimeZoneInfo zone) : IDeliveryFormat
{
    private const int TopicsShownMax = 5;

    public string Line(Delivery delivery)
    {
        var at = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(delivery.PublishedUtc, DateTimeKind.Utc), zone);
        var time = at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var topic = paint.Topic(TerminalText.Escape(delivery.Topic));
        return $"{paint.Faint($"{time} #{delivery.Sequence}{Mark(delivery)}")} {topic} {BodyText.Line(delivery.Body)}{Headers(delivery)}";
    }

    private static string Mark(Delivery delivery) => delivery switch
    {
        { Attempt: > 1 } => $" (attempt {delivery.Attempt})",
        { Redelivered: true } => " (again)",
        { Retained: true } => " (last)",
        _ => "",
    };

    public string Line(Notice notice) => paint.Warning(Text(notice));

    private string Headers(Delivery delivery) => delivery.Headers is { Length: > 0 } headers
        ? paint.Faint($"  {{{string.Join(", ", headers.Select(h => TerminalText.Escape($"{h.Name}={h.Value}")))}}}")
        : "";

    public static string Text(Notice notice) => "-- " + notice.Kind switch
    {
        NoticeKinds.Gap when notice.FromSequence is not null => $"Missed: {Missed(notice)}{Reason(notice)}",
        NoticeKinds.Gap when !string.IsNullOrEmpty(notice.Reason) => TerminalText.Escape(notice.Reason),
        NoticeKinds.TopicsCreated => $"New: {Topics(notice.Topics ?? [])}",
        NoticeKinds.BrokerStopping => "The broker is stopping.",
        _ => $"{TerminalText.Escape(notice.Kind)}.{Reason(notice)}",
    };

    private static string Missed(Notice notice)
    {
        var count = notice.Count switch
        {
            null => "",
            1 => "1 message, ",
            var many => string.Create(CultureInfo.InvariantCulture, $"{many:N0} messages, "),
        };
        return $"{count}#{notice.FromSequence} to #{notice.ToSequence}.";
    }

    private static string Topics(string[] topics)
    {
        var shown = string.Join(' ', topics.Take(TopicsShownMax).Select(topic => TerminalText.Escape(topic)));
        return topics.Length > TopicsShownMax ? $"{shown} and {topics.Length - TopicsShownMax} more" : shown;
    }

    private static string Reason(Notice notice) => string.IsNullOrEmpty(notice.Reason) ? "" : $" {TerminalText.Escape(notice.Reason)}";
}
