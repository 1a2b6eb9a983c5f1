using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Effects;

/// <summary>Something to do outside once the batch that decided it is safe. Released in order, by one thread.</summary>
public abstract record Effect
{
    internal abstract void Release(TouchedOutboxes touched);

    /// <summary>Takes the place of <see cref="Release"/> when the batch could not be stored.</summary>
    internal virtual void Fail(BrokerError error)
    {
        // Only answers are waited for.
    }
}
