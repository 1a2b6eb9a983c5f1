using WcfBroker.Core.Tests.Matching;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A durable subscription of the reference.</summary>
internal sealed class ReferenceDurable(string name, string filter, string? owner, bool shared, bool strict)
{
    public string Name => name;

    public string Filter => filter;

    public string? Owner => owner;

    public bool Shared => shared;

    public bool Strict => strict;

    public string LetterTopic => $"/$dlq/{name}";

    public int AttemptsMax { get; set; }

    public TimeSpan IdleTime { get; set; }

    public bool Paused { get; set; }

    public DateTime? IdleSinceUtc { get; set; }

    /// <summary>Whether sessions used it when the store last heard of it.</summary>
    public bool StoredInUse { get; set; }

    public List<ReferenceMember> Members { get; } = [];

    public SortedDictionary<long, ReferenceEntry> Entries { get; } = [];

    /// <summary>The newest message that was given out at all.</summary>
    public long NewestGiven { get; set; }

    public IEnumerable<ReferenceEntry> Open => Entries.Values.Where(entry => entry.IsOpen);

    /// <summary>Its own dead letters come back to it by being replayed alone.</summary>
    public bool Covers(ReferenceMessage message) => message.Topic != LetterTopic && NaiveMatcher.Matches(filter, message.Topic);

    public int InFlight(ReferenceMember member) => Entries.Values.Count(entry => entry.State == EntryState.InFlight && entry.Member == member);

    public override string ToString() => $"{name} on {filter}{(shared ? " shared" : "")}{(strict ? " strict" : "")}";
}
