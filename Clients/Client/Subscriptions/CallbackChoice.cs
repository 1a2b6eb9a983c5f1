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
        };
    }
}
