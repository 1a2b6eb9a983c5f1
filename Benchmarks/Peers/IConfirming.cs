namespace WcfBroker.Benchmarks.Peers;

/// <summary>Publishers of messages that are kept and confirmed, over several connections.</summary>
internal interface IConfirming : IDisposable
{
    /// <summary>Publishes while it is told to go on; returns how many messages were confirmed, when all are.</summary>
    Task<long> PublishAsync(Func<bool> goesOn);
}
