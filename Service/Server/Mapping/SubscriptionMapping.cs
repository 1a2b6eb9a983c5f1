using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Sessions;
using Contract = WcfBroker.Contracts.Subscriptions.SubscriptionOptions;
using SubscriptionOptions = WcfBroker.Core.Subscriptions.SubscriptionOptions;

namespace WcfBroker.Server.Mapping;

/// <summary>Subscription options of the contract to those of the core.</summary>
internal static class SubscriptionMapping
{
    private static readonly Dictionary<string, StartKind> Starts = new(StringComparer.Ordinal)
    {
        [StartPositions.Last] = StartKind.Last,
        [StartPositions.New] = StartKind.New,
        [StartPositions.All] = StartKind.All,
        [StartPositions.Sequence] = StartKind.Sequence,
        [StartPositions.Time] = StartKind.Time,
    };

    private static readonly Dictionary<string, SlowPolicy> Policies = new(StringComparer.Ordinal)
    {
        [SlowSubscriberPolicies.DropOldest] = SlowPolicy.DropOldest,
        [SlowSubscriberPolicies.LatestPerTopic] = SlowPolicy.LatestPerTopic,
        [SlowSubscriberPolicies.Disconnect] = SlowPolicy.Disconnect,
    };

    private static readonly Dictionary<string, CallbackKind> Callbacks = new(StringComparer.Ordinal)
    {
        [CallbackOperations.OnMessages] = CallbackKind.Batches,
        [CallbackOperations.OnMessage] = CallbackKind.OneByOne,
        [CallbackOperations.HandleMessage] = CallbackKind.TwoWay,
    };

    public static SubscriptionOptions ToOptions(Contract? options)
    {
        options ??= new Contract();
        var durable = DurableMapping.ToOptions(options);
        var start = Choose(Starts, options.Start, durable is null ? StartPositions.Last : StartPositions.New, "options.start");
        var callback = durable is null ? CallbackOperations.OnMessages : CallbackOperations.HandleMessage;
        return new SubscriptionOptions
        {
            Start = start,
            StartSequence = start == StartKind.Sequence ? Sequence(options.StartSequence) : 0,
            StartTimeUtc = start == StartKind.Time ? Time(options.StartTimeUtc) : default,
            WhenSlow = options.WhenSlow is { } slow ? Choose(Policies, slow, slow, "options.whenSlow") : null,
            TopicNotices = options.TopicNotices ? TopicNotices.Covered : TopicNotices.None,
            Responder = options.Responder,
            Durable = durable,
            Tag = new CallbackPreference(Choose(Callbacks, options.Callback, callback, "options.callback")),
        };
    }

    public static SubscriptionInfo ToInfo(SubscriptionStarted started, TopicFilter filter, string epoch) => new()
    {
        Id = started.Id.Value,
        Topic = filter.Text,
        StartSequence = started.StartSequence,
        HeadSequence = started.HeadSequence,
        Epoch = epoch,
        Resumed = started.Resumed,
        Paused = started.Paused,
    };

    internal static T Choose<T>(Dictionary<string, T> values, string? value, string preset, string parameter) =>
        values.TryGetValue(value ?? preset, out var chosen)
            ? chosen
            : throw Invalid(parameter, $"The value is one of {string.Join(", ", values.Keys)}.", value);

    private static long Sequence(long? sequence) => sequence switch
    {
        null => throw Invalid("options.startSequence", "A start from a sequence names it.", null),
        < 1 => throw Invalid("options.startSequence", "A sequence is 1 or more.", sequence.ToString()),
        _ => sequence.Value,
    };

    private static DateTime Time(DateTime? time) =>
        time is { } given ? ToUtc(given) : throw Invalid("options.startTimeUtc", "A start from a time names it.", null);

    // A client that sends a time without a zone means UTC: the member's name says so.
    internal static DateTime ToUtc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    internal static BrokerException Invalid(string parameter, string message, string? value) =>
        new(BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, message, value));
}
