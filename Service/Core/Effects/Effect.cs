namespace WcfBroker.Core.Effects;

/// <summary>Something to do outside once the batch that decided it is safe. Released in order, by one thread.</summary>
public abstract record Effect
{
    internal abstract void Release(TouchedOutboxes touched);
}
