using System.Diagnostics;
using System.Globalization;

namespace WcfBroker.Benchmarks.Running;

/// <summary>A server under load, in a process of its own that ends with the measurement.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly List<string> _words = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>What all its threads have used so far, with a resolution of 10 ms.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds of the machine's memory.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a program and waits until it prints that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string ready, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        var server = new ServerProcess(Process.Start(start)!);
        try
        {
            await server.ReadUntilAsync(ready);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address that the server printed.</summary>
    public string Address(string prefix) => _words.First(word => word.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The figures that it printed as <c>name=figure</c>, in order.</summary>
    public IReadOnlyList<double> Figures(string name) =>
        [.. _words.Where(word => word.StartsWith($"{name}=", StringComparison.Ordinal)).Select(word => double.Parse(word[(name.Length + 1)..], CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // On a thread of its own: reading a pipe blocks, and would take one from the pool for each server.
    private Task ReadUntilAsync(string ready)
    {
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Read(ready, isReady)) { IsBackground = true }.Start();
        return isReady.Task.WaitAsync(Patience);
    }

    // What it prints later is read and dropped, so that it never waits for a reader.
    private void Read(string ready, TaskCompletionSource isReady)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (isReady.Task.IsCompleted)
                continue;
            _words.AddRange(line.Split(' '));
            if (line.Contains(ready, StringComparison.Ordinal))
                isReady.SetResult();
        }

        isReady.TrySetException(new InvalidOperationException("The server ended before it was ready."));
    }
}
