using System.Globalization;
using WcfBroker.Core.Errors;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Rest.Streams;

/// <summary>
/// How far a stream has come: the epoch, and for each of its topics, in their order, the sequence up to which nothing is missing:
/// <c>epoch-17</c>, or <c>epoch-17.12</c> for two topics. Topics are replayed in turns, so one number would not do for several.
/// </summary>
internal sealed class StreamPosition(string epoch, long[] sequences)
{
    private const string Example = "An event's id is an epoch and a sequence for each topic, as in 0123456789abcdef-17.";

    // The last messages come in the order of their topics. Until all have come there is no place to go on from.
    private readonly bool[] _isFirstToCome = new bool[sequences.Length];

    public string Epoch => epoch;

    public bool IsKnown => !_isFirstToCome.Contains(true);

    public long this[int topic] => sequences[topic];

    /// <summary>The position that an event's id names.</summary>
    /// <exception cref="BrokerException">It names none of a stream with so many topics.</exception>
    public static StreamPosition Parse(string id, int topics)
    {
        var parts = id.Split('-', 2);
        var sequences = parts[^1].Split('.').Select(Sequence).ToArray();
        if (parts.Length != 2 || sequences.Any(sequence => sequence is < 0 or long.MaxValue))
            throw Invalid(StreamStart.LastEventId, Example, id);
        return sequences.Length == topics
            ? new StreamPosition(parts[0], sequences)
            : throw Invalid(StreamStart.LastEventId, "The event came by a stream with another number of topics.", id);
    }

    /// <summary>A topic begins behind this sequence, perhaps with last messages from before.</summary>
    public void Begin(int topic, long sequence, bool withLast)
    {
        sequences[topic] = sequence;
        _isFirstToCome[topic] = withLast;
    }

    /// <summary>All up to this sequence has come, or never will.</summary>
    public void Pass(int topic, long sequence, bool isLast)
    {
        sequences[topic] = Math.Max(sequences[topic], sequence);
        _isFirstToCome[topic] &= isLast;
    }

    /// <summary>Nothing comes any more of what was to come first.</summary>
    public void Settle() => Array.Clear(_isFirstToCome);

    public override string ToString() => $"{epoch}-{string.Join('.', sequences)}";

    private static long Sequence(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : -1;
}
