using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using Contract = WcfBroker.Contracts.Subscriptions.SubscriptionOptions;
using SubscriptionOptions = WcfBroker.Core.Subscriptions.SubscriptionOptions;

namespace WcfBroker.Server.Mapping;

/// <summary>The options of a subscription that is pulled from.</summary>
internal static class PullMapping
{
    private static readonly TimeSpan IdleTimeDefault = TimeSpan.FromMinutes(5);

    /// <summary>The core's options, and how long the subscription is kept open without a call.</summary>
    public static (SubscriptionOptions Options, TimeSpan IdleTime) ToOptions(Contract? options)
    {
        options ??= new Contract();
        Refuse(options.Callback is not null, "options.callback", "A subscription that is pulled from has no callback.");
        Refuse(options.Responder, "options.responder", "A responder is called back: it cannot pull.");
        Refuse(options.TopicNotices, "options.topicNotices", "A subscription that is pulled from is not told of new topics.");
        var isDurable = options.Durable is not null;
        Refuse(
            isDurable && options.Acknowledge is not (null or AcknowledgeModes.Explicit), "options.acknowledge",
            $"Messages that are pulled are acknowledged: {AcknowledgeModes.Explicit}.");
        var mapped = SubscriptionMapping.ToOptions(Copy(options, isDurable));
        return isDurable
            ? (mapped with { Durable = mapped.Durable! with { Pulls = true } }, Longer(IdleTimeDefault, 2 * (options.Lease ?? TimeSpan.Zero)))
            : (mapped, DurableMapping.ToIdleTime(options.IdleTime) ?? IdleTimeDefault);
    }

    private static Contract Copy(Contract options, bool isDurable) => new()
    {
        Start = options.Start,
        StartSequence = options.StartSequence,
        StartTimeUtc = options.StartTimeUtc,
        WhenSlow = options.WhenSlow,
        Callback = CallbackOperations.OnMessages,
        Durable = options.Durable,
        Shared = options.Shared,
        Acknowledge = options.Acknowledge,
        Lease = options.Lease,
        AttemptsMax = options.AttemptsMax,
        Order = options.Order,
        Credit = options.Credit,
        IdleTime = isDurable ? options.IdleTime : null,
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static void Refuse(bool condition, string parameter, string message)
    {
        if (condition)
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, message));
    }
}
