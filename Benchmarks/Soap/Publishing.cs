using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>Answers with a receipt at once: what is measured is the way there and back.</summary>
internal sealed class Publishing : IPublishing
{
    private static readonly Task<PublishReceipt> Receipt = Task.FromResult(new PublishReceipt
    {
        Sequence = 1_234_567_890,
        MatchedSubscriptions = 1,
        PublishedUtc = new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc),
    });

    public Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message)
    {
        ArgumentNullException.ThrowIfNull(message.Body);
        return Receipt;
    }
}
