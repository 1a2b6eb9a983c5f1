using System.Text;
using WcfBroker.Core;
using WcfBroker.Core.Topics;

namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>A topic as subscribers are shown it: the root is the empty text.</summary>
internal static class WireTopic
{
    public const int BytesMax = BrokerLimits.TopicBytesMax;

    public static ReadOnlySpan<byte> Of(TopicName topic, Span<byte> buffer) =>
        topic.IsRoot ? default : buffer[..Encoding.UTF8.GetBytes(topic.Value, buffer)];
}
