namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A message of the reference's log; a dead letter stands there too, under the topic of its subscription.</summary>
internal sealed record ReferenceMessage(long Sequence, string Topic, string Body, DateTime PublishedUtc, TimeSpan? Life)
{
    /// <summary>Whether it is a dead letter that was dropped.</summary>
    public bool Dropped { get; set; }

    public bool IsExpired(DateTime now) => Life is { } life && now - PublishedUtc >= life;
}
