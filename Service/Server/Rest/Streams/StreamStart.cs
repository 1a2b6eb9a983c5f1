using System.Globalization;
using Microsoft.AspNetCore.Http;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Errors;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Rest.Streams;

/// <summary>What a stream is asked for: its topics, where they start, what happens when it is too slow.</summary>
internal sealed class StreamStart
{
    public const string LastEventId = "Last-Event-ID";

    private const string Sequence = "seq:";
    private const string Time = "time:";

    private readonly string? _start;
    private readonly string? _whenSlow;
    private readonly StreamPosition? _last;

    /// <exception cref="BrokerException">A parameter is unknown or does not fit.</exception>
    public StreamStart(HttpRequest request)
    {
        var query = new QueryReader(request, "topic", "start", "whenSlow", "lastEventId");
        Topics = query.All("topic");
        if (Topics.Length == 0)
            throw Invalid("topic", "A stream has a topic.", null);
        _start = query.Text("start");
        _whenSlow = query.Text("whenSlow");

        // Of values of which only the latest come, an event could not say which others have.
        if (_whenSlow is not (null or SlowSubscriberPolicies.DropOldest or SlowSubscriberPolicies.Disconnect))
            throw Invalid("whenSlow", $"The value is {SlowSubscriberPolicies.DropOldest} or {SlowSubscriberPolicies.Disconnect}.", _whenSlow);
        var last = request.Headers[LastEventId] is [{ Length: > 0 } header] ? header : query.Text("lastEventId");
        _last = string.IsNullOrEmpty(last) ? null : StreamPosition.Parse(last, Topics.Length);
    }

    public string[] Topics { get; }

    /// <summary>The options for one of the topics. What an earlier epoch had is gone: then all that there is now is new.</summary>
    public SubscriptionOptions OptionsFor(int topic, string epoch)
    {
        var options = new SubscriptionOptions { WhenSlow = _whenSlow ?? SlowSubscriberPolicies.DropOldest };
        if (_last is null)
            Start(options, _start ?? "last");
        else if (_last.Epoch != epoch)
            options.Start = StartPositions.All;
        else
            (options.Start, options.StartSequence) = (StartPositions.Sequence, _last[topic] + 1);
        return options;
    }

    private static void Start(SubscriptionOptions options, string start)
    {
        options.Start = start switch
        {
            "last" => StartPositions.Last,
            "new" => StartPositions.New,
            "all" => StartPositions.All,
            _ when start.StartsWith(Sequence, StringComparison.Ordinal) => StartPositions.Sequence,
            _ when start.StartsWith(Time, StringComparison.Ordinal) => StartPositions.Time,
            _ => throw Wrong(),
        };
        if (options.Start == StartPositions.Sequence)
            options.StartSequence = long.TryParse(start[Sequence.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw Wrong();
        if (options.Start == StartPositions.Time)
            options.StartTimeUtc = DateTime.TryParse(start[Time.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : throw Wrong();

        BrokerException Wrong() => Invalid("start", "The value is last, new, all, seq:17 or time:2026-11-23T09:30:00Z.", start);
    }
}
