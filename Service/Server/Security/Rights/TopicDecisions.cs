using System.Collections.Concurrent;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Security.Rights;

/// <summary>Whether some filter covers a topic, remembered for the topics that are asked for: asking again allocates nothing.</summary>
internal sealed class TopicDecisions(TopicFilter[] filters)
{
    private const int TopicsMax = 1_024;

    private readonly ConcurrentDictionary<string, bool> _decided = new(StringComparer.Ordinal);
    private int _count;

    public bool Allow(string topic) => _decided.TryGetValue(topic, out var allowed) ? allowed : Decide(topic);

    private bool Decide(string topic)
    {
        if (Interlocked.Increment(ref _count) > TopicsMax)
        {
            _decided.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return _decided[topic] = Array.Exists(filters, filter => filter.Matches(topic));
    }
}
