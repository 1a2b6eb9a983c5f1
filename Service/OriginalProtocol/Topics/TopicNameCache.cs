using System.Text;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;

namespace WcfBroker.OriginalProtocol.Topics;

/// <summary>Remembers the last topics that a connection named, so that a publisher's topics are checked and built once.</summary>
internal sealed class TopicNameCache
{
    private const int Slots = 16;
    private readonly (byte[]? Bytes, TopicName Name)[] _topics = new (byte[]?, TopicName)[Slots];

    /// <summary>Finds or makes the topic that UTF-8 names.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public BrokerError? Find(ReadOnlySpan<byte> bytes, out TopicName name)
    {
        ref var slot = ref _topics[SlotOf(bytes)];
        if (slot.Bytes is { } known && bytes.SequenceEqual(known))
        {
            name = slot.Name;
            return null;
        }

        var text = bytes.SequenceEqual("//"u8) ? "/" : Encoding.UTF8.GetString(bytes);
        if (!TopicName.TryParse(text, "topic", out name, out var error))
            return error;
        if (name.IsReserved)
            return BrokerError.Invalid(ErrorCode.InvalidTopic, "topic", "Topics beginning '/$' are the broker's own.", text);
        slot = (bytes.ToArray(), name);
        return null;
    }

    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = bytes.Length;
        foreach (var b in bytes)
            hash = (hash * 31) + b;
        return hash & (Slots - 1);
    }
}
