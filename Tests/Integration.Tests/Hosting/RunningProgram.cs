using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace WcfBroker.Integration.Tests.Hosting;

/// <summary>A program in a process of its own: what it prints can be waited for, and it never outlives the test.</summary>
internal class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly SemaphoreSlim _printed = new(0);

    public RunningProgram(string program, params string[] arguments)
        : this(Programs.Start(program, arguments))
    {
    }

    protected RunningProgram(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public StreamWriter Input => _process.StandardInput;

    public int ProcessId => _process.Id;

    /// <summary>Waits until a line that contains the text has been printed, and returns it.</summary>
    public async Task<string> WaitForAsync(string text) => await HasPrintedAsync(text)
        ? _output.First(line => line.Contains(text, StringComparison.Ordinal))
        : throw new TimeoutException($"'{text}' was not printed. The output was:\n{Output}");

    /// <summary>Waits until a line that contains the text has been printed; false if it was not, and will not be.</summary>
    protected async Task<bool> HasPrintedAsync(string text)
    {
        for (var deadline = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal);)
        {
            if (deadline.Elapsed > Patience || (_process.HasExited && _printed.CurrentCount == 0))
                return false;
            await _printed.WaitAsync(TimeSpan.FromMilliseconds(200));
        }

        return true;
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Sends Ctrl-C or another signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Kill() => _process.Kill();

    public virtual async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _printed.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        _printed.Release();
    }
}
