using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;

namespace WcfBroker.Storage.Tests.Contract;

/// <summary>A store in memory has no other life: it is opened again by loading again.</summary>
internal sealed class MemoryHost : StoreHost
{
    public override IStore Store { get; } = new MemoryStore();

    public override void Reopen()
    {
    }

    public override void Crash()
    {
    }

    public override void Dispose() => Store.Dispose();
}
