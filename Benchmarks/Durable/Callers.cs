namespace WcfBroker.Benchmarks.Durable;

/// <summary>Callers that each wait for one answer before they call again.</summary>
internal static class Callers
{
    /// <summary>Runs so many callers while they are told to go on, and adds up what their calls return.</summary>
    public static async Task<long> RunAsync(int callers, Func<bool> goesOn, Func<int, Task<int>> call) =>
        (await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => CallAsync(caller, goesOn, call)))).Sum();

    private static async Task<long> CallAsync(int caller, Func<bool> goesOn, Func<int, Task<int>> call)
    {
        var count = 0L;
        while (goesOn())
            count += await call(caller);
        return count;
    }
}
