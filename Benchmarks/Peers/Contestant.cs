using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>A broker and a way to use it.</summary>
internal sealed record Contestant(string Name, ServerProcess Server, IDriver Driver);
