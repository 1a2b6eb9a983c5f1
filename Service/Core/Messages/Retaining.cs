using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>Keeps the last message of each topic.</summary>
internal sealed class Retaining(BrokerState state)
{
    public void Retain(Topic topic, PublishedMessage message)
    {
        state.RetainedBytes += message.Content.Bytes - (topic.Last?.Content.Bytes ?? 0);
        topic.Last = message;
        for (var above = topic; above is not null; above = above.Parent)
            above.LastBelow = message;
    }

    public void Clear(Topic topic)
    {
        if (topic.Last is not { } cleared)
            return;
        state.RetainedBytes -= cleared.Content.Bytes;
        topic.Last = null;
        for (var above = topic; above is not null; above = above.Parent)
            above.ForgetBelow(cleared);
    }
}
