using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Interop.Tests;

/// <summary>A client that its <c>build.sh</c> generates and compiles from the WSDL of a running broker, once for all its tests, in a folder of its own.</summary>
internal sealed class GeneratedClient(string name) : IDisposable
{
    private readonly Lazy<Task<string>> _built = new(() => BuildAsync(name));

    /// <summary>The folder that it was built in.</summary>
    public Task<string> Folder => _built.Value;

    public void Dispose()
    {
        if (_built.IsValueCreated && _built.Value.IsCompletedSuccessfully)
            Directory.Delete(_built.Value.Result, recursive: true);
    }

    private static async Task<string> BuildAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-client-").FullName;
        await using var broker = await RunningBroker.StartAsync();
        await Tool.RunAsync(folder, "sh", Path.Combine(Tool.Folder, name, "build.sh"), Scenario.SoapUrl(broker));
        return folder;
    }
}
