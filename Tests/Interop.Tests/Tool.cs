using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace WcfBroker.Interop.Tests;

/// <summary>A program that nobody here wrote: a test that needs one which is not installed is skipped with a reason.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Where the clients stand in the repository.</summary>
    public static readonly string Folder = Path.GetFullPath(Path.Combine(Metadata("RepositoryRoot"), "Tests", "Interop.Tests"));

    public static string Metadata(string key) => typeof(Tool).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    /// <summary>The test is skipped unless all of these are there: a program on the PATH by its name, a file by its whole path.</summary>
    public static void Require(params string[] names)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        foreach (var name in names.Where(name => !folders.Any(folder => Path.Exists(Path.Combine(folder, name)))))
            Assert.Inconclusive($"{name} is not installed: .ci/run says what it belongs to.");
    }

    /// <summary>Runs a program in a folder to its end, which must be good, and returns what it printed.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            Assert.AreEqual(0, process.ExitCode, $"{program} printed:\n{await output}\n{await errors}");
            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end in {Patience.TotalSeconds:0} s.");
        }
    }
}
