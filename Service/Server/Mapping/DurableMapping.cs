using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using static WcfBroker.Server.Mapping.SubscriptionMapping;
using Contract = WcfBroker.Contracts.Subscriptions.SubscriptionOptions;

namespace WcfBroker.Server.Mapping;

/// <summary>The durable part of a subscription's options: to those of the core, and what does not go together.</summary>
internal static class DurableMapping
{
    private static readonly Dictionary<string, AcknowledgeMode> Modes = new(StringComparer.Ordinal)
    {
        [AcknowledgeModes.None] = AcknowledgeMode.None,
        [AcknowledgeModes.OnReturn] = AcknowledgeMode.OnReturn,
        [AcknowledgeModes.Explicit] = AcknowledgeMode.Explicit,
    };

    private static readonly Dictionary<string, DeliveryOrder> Orders = new(StringComparer.Ordinal)
    {
        [DeliveryOrders.Relaxed] = DeliveryOrder.Relaxed,
        [DeliveryOrders.Strict] = DeliveryOrder.Strict,
    };

    /// <summary>What makes the subscription durable; null if it is not to be.</summary>
    public static DurableOptions? ToOptions(Contract options)
    {
        if (options.Durable is null)
        {
            RequireDurable(options);
            return null;
        }

        if (DurableName.Check(options.Durable, "options.durable") is { } error)
            throw new BrokerException(error);
        Refuse(options.Responder, "options.responder", "A responder is not durable.");
        Refuse(options.TopicNotices, "options.topicNotices", "A durable subscription is not told of new topics: use one that is not durable.");
        Refuse(options.WhenSlow is not null, "options.whenSlow", "A durable subscription's messages wait on disk and are not dropped.");
        return new DurableOptions(options.Durable)
        {
            Shared = options.Shared,
            Mode = Mode(options),
            Order = Choose(Orders, options.Order, DeliveryOrders.Relaxed, "options.order"),
            Lease = Between(options.Lease, DurableOptions.LeaseMin, DurableOptions.LeaseMax, "options.lease") ?? DurableOptions.LeaseDefault,
            IdleTime = ToIdleTime(options.IdleTime) ?? DurableOptions.IdleTimeDefault,
            AttemptsMax = Between(options.AttemptsMax, DurableOptions.AttemptsLimit, "options.attemptsMax") ?? DurableOptions.AttemptsDefault,
            Credit = Between(options.Credit, DurableOptions.CreditMax, "options.credit") ?? DurableOptions.CreditDefault,
        };
    }

    public static TimeSpan? ToIdleTime(TimeSpan? time) => Between(time, DurableOptions.IdleTimeMin, DurableOptions.IdleTimeMax, "options.idleTime");

    private static AcknowledgeMode Mode(Contract options)
    {
        var oneWay = options.Callback is CallbackOperations.OnMessage or CallbackOperations.OnMessages;
        var mode = Choose(Modes, options.Acknowledge, oneWay ? AcknowledgeModes.Explicit : AcknowledgeModes.OnReturn, "options.acknowledge");
        Refuse(
            oneWay && mode == AcknowledgeMode.OnReturn, "options.acknowledge",
            $"{AcknowledgeModes.OnReturn} needs the two-way callback {CallbackOperations.HandleMessage}.");
        return mode;
    }

    private static void RequireDurable(Contract options)
    {
        const string Needed = "This needs a durable subscription: options.durable is missing.";
        Refuse(options.Shared, "options.shared", Needed);
        Refuse(options.Acknowledge is not (null or AcknowledgeModes.None), "options.acknowledge", Needed);
        Refuse(options.Lease is not null, "options.lease", Needed);
        Refuse(options.AttemptsMax is not null, "options.attemptsMax", Needed);
        Refuse(options.Order is not (null or DeliveryOrders.Relaxed), "options.order", Needed);
        Refuse(options.Credit is not null, "options.credit", Needed);
        Refuse(options.IdleTime is not null, "options.idleTime", Needed);
    }

    private static void Refuse(bool condition, string parameter, string message)
    {
        if (condition)
            throw Invalid(parameter, message, null);
    }

    private static TimeSpan? Between(TimeSpan? value, TimeSpan min, TimeSpan max, string parameter) =>
        value is null || (value >= min && value <= max)
            ? value
            : throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, "The time is out of its range.", $"{value:c}")
                with { Limit = $"{min:c} to {max:c}" });

    private static int? Between(int? value, int max, string parameter) =>
        value is null || (value >= 1 && value <= max)
            ? value
            : throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, "The number is out of its range.", $"{value}")
                with { Limit = $"1 to {max}" });
}
