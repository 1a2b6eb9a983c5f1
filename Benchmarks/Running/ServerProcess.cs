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
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadUntilAsync(string ready)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The server ended before it was ready.");
            _words.AddRange(line.Split(' '));
            if (line.Contains(ready, StringComparison.Ordinal))
                break;
        }

        // What it prints later is read and dropped, so that it never waits for a reader.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }
}
