using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Errors;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Rest;

/// <summary>The members of a message besides its body, as HTTP headers.</summary>
internal static class MessageHeaders
{
    private const string MessageId = "X-Message-Id";
    private const string CorrelationId = "X-Correlation-Id";
    private const string ReplyTo = "X-Reply-To";
    private const string TimeToLive = "X-Time-To-Live";
    private const string ClearRetained = "X-Clear-Retained";
    private const string Prefix = "X-Header-";

    /// <summary>A message without its body.</summary>
    /// <exception cref="BrokerException">A header does not fit; the error names it.</exception>
    public static BrokerMessage Read(IHeaderDictionary headers) => new()
    {
        Id = Text(headers, MessageId),
        ContentType = Single(headers, HeaderNames.ContentType),
        CorrelationId = Text(headers, CorrelationId),
        ReplyTo = Text(headers, ReplyTo),
        TimeToLive = Duration(Single(headers, TimeToLive)),
        ClearRetained = Flag(Single(headers, ClearRetained)),
        Headers =
        [
            .. headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).SelectMany(header =>
                header.Value.Select(value => new Header { Name = HeaderText.Decode(header.Key[Prefix.Length..]), Value = HeaderText.Decode(value ?? "") })),
        ],
    };

    public static void Write(Delivery delivery, HttpResponse response)
    {
        var headers = response.Headers;
        headers["X-Topic"] = HeaderText.Encode(delivery.Topic);
        headers["X-Sequence"] = delivery.Sequence.ToString(CultureInfo.InvariantCulture);
        headers["X-Published"] = delivery.PublishedUtc.ToString("O", CultureInfo.InvariantCulture);
        Set("X-Publisher", delivery.Publisher);
        Set(MessageId, delivery.Id);
        Set(CorrelationId, delivery.CorrelationId);
        Set(ReplyTo, delivery.ReplyTo);
        Set(TimeToLive, delivery.TimeToLive?.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        foreach (var header in delivery.Headers ?? [])
            headers.Append($"{Prefix}{HeaderText.EncodeName(header.Name)}", HeaderText.Encode(header.Value ?? ""));
        response.ContentType = MediaTypeHeaderValue.TryParse(delivery.ContentType, out var type) ? type.ToString() : ContentTypes.Bytes;

        void Set(string name, string? value) => headers[name] = value is null ? StringValues.Empty : HeaderText.Encode(value);
    }

    private static string? Text(IHeaderDictionary headers, string name) => Single(headers, name) is { } value ? HeaderText.Decode(value) : null;

    private static string? Single(IHeaderDictionary headers, string name) => headers[name] switch
    {
        [] => null,
        [var value] => value,
        var several => throw Invalid(name, "The header is given once.", several.ToString()),
    };

    private static bool Flag(string? value) => value is not null
        && (bool.TryParse(value, out var flag) ? flag : throw Invalid(ClearRetained, "The value is true or false.", value));

    private static TimeSpan? Duration(string? value)
    {
        try
        {
            return value is null ? null
                : double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
                : value.StartsWith('P') ? XmlConvert.ToTimeSpan(value)
                : TimeSpan.ParseExact(value, "c", CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw Invalid(TimeToLive, "The value is in seconds, as in 90, or a duration, as in PT1M30S or 00:01:30.", value);
        }
    }
}
