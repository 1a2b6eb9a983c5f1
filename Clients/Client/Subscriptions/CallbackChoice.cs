using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>Chooses the callback operation: batches for messages, two-way calls for requests.</summary>
internal static class CallbackChoice
{
    public static SubscriptionOptions For(SubscriptionOptions? options)
    {
        options ??= new SubscriptionOptions();
        if (options.Callback is not null)
        {
            throw new ArgumentException("The callback operation is the library's to choose: leave Callback null.", nameof(options));
        }

        return new SubscriptionOptions
        {
            Start = options.Start,
            StartSequence = options.StartSequence,
            StartTimeUtc = options.StartTimeUtc,
            Callback = options.Responder ? CallbackOperations.HandleMessage : CallbackOperations.OnMessages,
            WhenSlow = options.WhenSlow,
            TopicNotices = options.TopicNotices,
            Responder = options.Responder,
            Durable = options.Durable,
            Shared = options.Shared,
            Acknowledge = Acknowledge(options),
            Lease = options.Lease,
            AttemptsMax = options.AttemptsMax,
            Order = options.Order,
            Credit = options.Credit,
            IdleTime = options.IdleTime,
        };
    }

    /// <summary>That a handler has returned, or that a loop asks for the next message, is known to the library alone: it tells the broker.</summary>
    private static string? Acknowledge(SubscriptionOptions options) =>
        options.Durable is not null && options.Acknowledge is null or AcknowledgeModes.OnReturn ? AcknowledgeModes.Explicit : options.Acknowledge;
}
