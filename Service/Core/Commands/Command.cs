namespace WcfBroker.Core.Commands;

/// <summary>Something to apply to the broker's state.</summary>
public abstract record Command
{
    /// <summary>Roughly what the command holds in memory while it waits.</summary>
    public virtual long Bytes => 128;

    /// <summary>Answers the command without applying it.</summary>
    public abstract void Refuse(Errors.BrokerError error);
}
