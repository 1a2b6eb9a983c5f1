using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Tests.Contract;

/// <summary>Opens a store of one kind, and opens it again.</summary>
public abstract class StoreHost : IDisposable
{
    public abstract IStore Store { get; }

    /// <summary>Closes the store and opens it again.</summary>
    public abstract void Reopen();

    /// <summary>Opens what a process that died now would have left behind.</summary>
    public abstract void Crash();

    public abstract void Dispose();
}
