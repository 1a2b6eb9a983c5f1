using System.Runtime.InteropServices;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>Keeps the last message of each topic: what the store has is not kept in memory as well.</summary>
internal sealed class Retaining(BrokerState state)
{
    public void Retain(Topic topic, PublishedMessage message)
    {
        if (topic.IsRetainedStored)
            Forget(topic);
        else
            KeepInMemory(topic, message);
        topic.Take(message.Sequence, retain: true);
    }

    public void Clear(Topic topic, long sequence)
    {
        Forget(topic);
        topic.Take(sequence, retain: false);
    }

    private void KeepInMemory(Topic topic, PublishedMessage message)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(state.UnstoredRetained, topic.Index, out _);
        state.RetainedBytes += message.Content.Bytes - (last?.Content.Bytes ?? 0);
        last = message;
    }

    private void Forget(Topic topic)
    {
        if (state.UnstoredRetained.Remove(topic.Index, out var forgotten))
            state.RetainedBytes -= forgotten.Content.Bytes;
    }
}
