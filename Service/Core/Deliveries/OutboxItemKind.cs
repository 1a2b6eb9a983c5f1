namespace WcfBroker.Core.Deliveries;

/// <summary>What stands in an outbox.</summary>
public enum OutboxItemKind
{
    /// <summary>A live message.</summary>
    Message,

    /// <summary>A message from before the subscription began.</summary>
    Retained,

    /// <summary>A request to answer.</summary>
    Request,

    /// <summary>Messages left out: sequences From..To, Count of them (0: not known).</summary>
    Gap,

    /// <summary>New topics: places From..To of the topic log.</summary>
    TopicsCreated,

    /// <summary>The topic list that the session asked for: places 1..To of the topic log.</summary>
    TopicList,

    /// <summary>A message of a durable subscription, which stays unsettled until it is acknowledged.</summary>
    Leased,

    /// <summary>Something in words.</summary>
    Word,

    /// <summary>The session no longer has the subscription.</summary>
    Ended,
}
