using System.Diagnostics;

namespace WcfBroker.Benchmarks;

/// <summary>Times work on one thread: after a warm-up, the median of several runs.</summary>
internal static class Measure
{
    private const int Runs = 5;

    /// <summary>Nanoseconds and allocated bytes an operation.</summary>
    public static Cost PerOperation(int operations, Action<int> operation)
    {
        Run(operations, operation);
        var costs = Enumerable.Range(0, Runs).Select(_ => Run(operations, operation)).OrderBy(cost => cost.Nanoseconds).ToList();
        return costs[Runs / 2];
    }

    private static Cost Run(int operations, Action<int> operation)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations; i++)
            operation(i);
        var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return new Cost(nanoseconds / operations, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / operations);
    }
}
