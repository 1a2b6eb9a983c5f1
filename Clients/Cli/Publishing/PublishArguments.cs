using System.CommandLine;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>What a publish command was asked to do.</summary>
internal sealed record PublishArguments(
    string Topic, string? Text, FileInfo? File, int? Count, double? RatePerSecond, bool OneWay, BrokerMessage Template)
{
    /// <summary>Messages come from standard input, one a line, when neither a text nor a file is given.</summary>
    public bool FromLines => Text is null && File is null;

    /// <summary>How many messages there will be; null when only the input knows.</summary>
    public int? Total => FromLines ? Count : Count ?? 1;

    public static PublishArguments From(ParseResult result, PublishOptions options) => new(
        result.GetRequiredValue(options.Topic),
        result.GetValue(options.Text),
        result.GetValue(options.File),
        result.GetValue(options.Count),
        result.GetValue(options.Rate),
        result.GetValue(options.OneWay),
        new BrokerMessage
        {
            Id = result.GetValue(options.Id),
            ContentType = result.GetValue(options.ContentType) ?? DefaultContentType(result.GetValue(options.File)),
            Headers = result.GetValue(options.Headers) is { Length: > 0 } headers ? headers : null,
            TimeToLive = result.GetValue(options.TimeToLive),
        });

    private static string DefaultContentType(FileInfo? file) => file?.Extension.ToUpperInvariant() switch
    {
        null or ".TXT" => ContentTypes.Text,
        ".JSON" => ContentTypes.Json,
        ".XML" => ContentTypes.Xml,
        _ => ContentTypes.Bytes,
    };
}
