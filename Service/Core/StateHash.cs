using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core;

/// <summary>A digest of the state that does not depend on the machine: the same commands give the same digest.</summary>
internal struct StateHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private ulong _value = Offset;

    public StateHash()
    {
    }

    public static ulong Of(BrokerState state)
    {
        var hash = new StateHash();
        hash.Add((ulong)state.Head);
        hash.Add((ulong)state.History.First);
        hash.Add((ulong)state.RetainedBytes);
        hash.Add((ulong)state.LastSubscription);
        hash.Add((ulong)(state.TrimmedUtc?.Ticks ?? 0));
        foreach (var (age, before) in state.AgedBefore.OrderBy(aged => aged.Key))
        {
            hash.Add((ulong)age.Ticks);
            hash.Add((ulong)before);
        }

        foreach (var (identity, created) in state.TopicsCreated.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.Add(identity);
            hash.Add((ulong)created);
        }

        hash.Add((ulong)state.LastReads);
        hash.Add((ulong)state.ReadsOfGone);
        hash.Add((ulong)state.Durables.ReadsOfDeleted);
        foreach (var request in state.Requests.InOrder)
            hash.Add((ulong)request.Id.Value);
        hash.Add((ulong)state.Now.Ticks);
        foreach (var topic in state.Topics.Walk(state.Topics.Root, null))
            hash.Add(topic, state.Index.CountOn(topic), state.UnstoredRetained.GetValueOrDefault(topic.Index));
        foreach (var durable in state.Durables.ByName)
            hash.Add(durable);
        foreach (var session in state.Sessions.Values.OrderBy(session => session.Id.Value))
        {
            hash.Add((ulong)session.Id.Value);
            hash.Add((ulong)session.Requests.Count);
            hash.Add(session.IsReading ? 1UL : 0);
            foreach (var subscription in session.Subscriptions.Values.OrderBy(subscription => subscription.Id.Value, StringComparer.Ordinal))
            {
                hash.Add(subscription.Id.Value);
                hash.Add(subscription.Filter.Text);
                hash.Add((ulong)subscription.Start);
                hash.Add((ulong)(subscription.Backlog?.Cursor ?? 0));
                hash.Add((ulong)(subscription.Backlog?.Looked ?? 0));
                hash.Add((ulong)(subscription.Backlog?.Waiting.Count ?? 0));
            }
        }

        return hash._value;
    }

    private void Add(DurableSubscription durable)
    {
        Add(durable.Name);
        Add((ulong)durable.Id);
        Add((ulong)durable.Progress.Cursor);
        Add(durable.IsLive ? 0 : (ulong)durable.Next);
        Add((ulong)(durable.Stored.IdleSinceUtc?.Ticks ?? 0));
        Add(durable.Settings.Paused ? 1UL : 0);
        foreach (var attempt in durable.InFlight)
        {
            Add((ulong)attempt.Token);
            Add((ulong)attempt.Of.Sequence);
            Add((ulong)attempt.DeadlineUtc.Ticks);
        }

        foreach (var retry in durable.Waiting.InOrder)
        {
            Add((ulong)retry.Sequence);
            Add((ulong)retry.Attempts);
            Add((ulong)retry.DueUtc.Ticks);
        }
    }

    private void Add(Topic topic, int subscriptions, PublishedMessage? unstored)
    {
        Add(topic.Name.Value);
        Add((ulong)topic.MessageCount);
        Add((ulong)subscriptions);
        Add((ulong)topic.RetainedSequence);
        Add((ulong)(topic.LastBelow?.RetainedSequence ?? 0));
        Add(unstored);
    }

    private void Add(PublishedMessage? message)
    {
        Add((ulong)(message?.Sequence ?? 0));
        foreach (var b in message is null ? default : message.Content.Body.Span)
            Add(b);
    }

    private void Add(string text)
    {
        foreach (var c in text)
            Add(c);
    }

    private void Add(ulong value)
    {
        for (var shift = 0; shift < 64; shift += 8)
            _value = (_value ^ ((value >> shift) & 0xff)) * Prime;
    }
}
