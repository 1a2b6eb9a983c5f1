using WcfBroker.Core.Commands;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Effects;

/// <summary>Something to be read from the store; what was read comes back as a command.</summary>
internal abstract record StoreRead : Effect
{
    /// <summary>Who reads.</summary>
    public required Action<StoreRead> Reader { get; init; }

    public abstract Command From(IStore store);

    internal override void Release(TouchedOutboxes touched) => Reader(this);
}
