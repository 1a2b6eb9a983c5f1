using System.Diagnostics;

namespace WcfBroker.Benchmarks.Running;

/// <summary>
/// Measures from its creation on: the time that passes, and the processor time of the server and of this process; at the end the
/// resident memory of the server. Without a server, this process is all there is.
/// </summary>
internal sealed class Meter(ServerProcess? server)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _server = server?.ProcessorTime ?? TimeSpan.Zero;
    private readonly TimeSpan _clients = Environment.CpuUsage.TotalTime;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public Run Stop(long operations) => new(
        operations / Elapsed.TotalSeconds,
        ((server?.ProcessorTime ?? TimeSpan.Zero) - _server).TotalMicroseconds / operations,
        (Environment.CpuUsage.TotalTime - _clients).TotalMicroseconds / operations,
        server?.ResidentBytes ?? Environment.WorkingSet);
}
