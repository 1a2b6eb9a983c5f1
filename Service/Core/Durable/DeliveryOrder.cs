namespace WcfBroker.Core.Durable;

/// <summary>What later messages do while one waits to be tried again.</summary>
public enum DeliveryOrder
{
    /// <summary>They flow meanwhile.</summary>
    Relaxed,

    /// <summary>They wait: one message at a time, the next when it is settled.</summary>
    Strict,
}
