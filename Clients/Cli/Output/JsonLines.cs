using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WcfBroker.Cli.DeadLetters;
using WcfBroker.Cli.Subscribing;
using WcfBroker.Cli.Topics;
using WcfBroker.Cli.Transfer;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.Output;

/// <summary>The JSON that scripts read: camel case, nothing null; it is never put into a page, so only controls are escaped.</summary>
[JsonSerializable(typeof(DeliveryLine))]
[JsonSerializable(typeof(NoticeLine))]
[JsonSerializable(typeof(TopicLine))]
[JsonSerializable(typeof(DeadLetterLine))]
[JsonSerializable(typeof(SubscriptionStatus))]
[JsonSerializable(typeof(SessionInfo))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(ImportLine))]
internal sealed partial class JsonLines : JsonSerializerContext
{
    static JsonLines() => Default = new JsonLines(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
