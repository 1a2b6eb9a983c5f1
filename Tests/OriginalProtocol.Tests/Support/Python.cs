using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>A client of the lab as a process of its own.</summary>
internal sealed class Python : IDisposable
{
    private readonly Process _process;

    private Python(Process process) => _process = process;

    public static Python Start(string role, string mechanism, int port, string topic, int count)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "python", "lab_client.py");
        var start = new ProcessStartInfo("python3", [script, role, mechanism, Number(port), topic, Number(count)]) { RedirectStandardOutput = true };
        try
        {
            return new Python(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new AssertInconclusiveException($"python3 cannot be started here: {exception.Message}");
        }
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(TestClient.Patience);

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestClient.Patience);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
