using System.Globalization;
using System.Text;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Dashboard.Topics;

/// <summary>A message as somebody writes it into a form.</summary>
internal sealed class PublishDraft
{
    /// <summary>Characters of a body that is written by hand.</summary>
    public const int BodyCharsMax = 64 << 10;

    public const int HeadersCharsMax = 8 << 10;

    public string ContentType { get; set; } = ContentTypes.Text;

    public string Body { get; set; } = "";

    /// <summary>A header a line, as in <c>name: value</c>.</summary>
    public string Headers { get; set; } = "";

    public string Id { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    /// <summary>How long it may be delivered, in seconds; empty for ever.</summary>
    public string TimeToLive { get; set; } = "";

    /// <summary>The message, or what is wrong with it.</summary>
    public (BrokerMessage? Message, string? Error) ToMessage()
    {
        var headers = new List<Header>();
        foreach (var line in Headers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
                return (null, $"A header is a line of the form 'name: value', which '{line}' is not.");
            headers.Add(new Header { Name = line[..colon].Trim(), Value = line[(colon + 1)..].Trim() });
        }

        var seconds = 0.0;
        if (TimeToLive.Length > 0 && (!double.TryParse(TimeToLive, CultureInfo.InvariantCulture, out seconds) || seconds is not (> 0 and < 1e9)))
            return (null, $"The time to live is a number of seconds, more than 0 and less than 1,000,000,000, which '{TimeToLive}' is not.");
        return (new BrokerMessage
        {
            Id = OrNull(Id),
            ContentType = OrNull(ContentType),
            Body = Body.Length == 0 ? null : Encoding.UTF8.GetBytes(Body),
            Headers = headers.Count == 0 ? null : [.. headers],
            TimeToLive = TimeToLive.Length == 0 ? null : TimeSpan.FromSeconds(seconds),
            CorrelationId = OrNull(CorrelationId),
        }, null);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
