using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Loop;

/// <summary>Is told of the loop's work, once a batch, by the threads that do it: quick, and without exceptions.</summary>
public interface ILoopObserver
{
    /// <summary>Commands were applied.</summary>
    void Applied(int commands, TimeSpan duration);

    /// <summary>Records were stored in one transaction. They are to be read before the call returns.</summary>
    void Committed(IReadOnlyList<StoreRecord> records, TimeSpan duration);
}
