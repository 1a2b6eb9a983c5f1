using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>A broker that runs for one measurement alone, and a way to use it.</summary>
internal sealed record RunningBroker(IAsyncDisposable Owner, ServerProcess Process, IDriver Driver) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
