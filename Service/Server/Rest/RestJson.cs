using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Topics;
using WcfBroker.Server.Rest.Streams;

namespace WcfBroker.Server.Rest;

/// <summary>The JSON of the REST API: camel case, nothing null; it is never put into a page, so only controls are escaped.</summary>
[JsonSerializable(typeof(PublishReceipt))]
[JsonSerializable(typeof(TopicPage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SubscribedEvent))]
[JsonSerializable(typeof(GapEvent))]
[JsonSerializable(typeof(StoppingEvent))]
internal sealed partial class RestJson : JsonSerializerContext
{
    static RestJson() => Default = new RestJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
