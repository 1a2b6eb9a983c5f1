using System.Text.Json.Serialization;

namespace WcfBroker.Core.Durable;

/// <summary>How <see cref="DurableSettings"/> are written: as JSON, so that later versions may add members.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DurableSettings))]
internal sealed partial class DurableSettingsFormat : JsonSerializerContext;
