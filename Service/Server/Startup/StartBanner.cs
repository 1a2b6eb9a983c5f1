using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Startup;

/// <summary>What a person reads when the broker is up: what runs where, and what to type next.</summary>
internal sealed class StartBanner(IEnumerable<IBrokerEndpoint> endpoints, IEnumerable<HttpPage> pages, BrokerStorage storage)
{
    public void Write(TextWriter output)
    {
        output.WriteLine($"WcfBroker {ProductVersion.Text} is running.");
        output.WriteLine();
        foreach (var endpoint in endpoints)
            WriteRow(output, endpoint.Name, endpoint.Address, endpoint.Purpose);
        if (endpoints.FirstOrDefault(endpoint => endpoint.Name == "Http") is { } http)
        {
            foreach (var page in pages)
                WriteRow(output, page.Name, http.Address + page.Path, page.Purpose);
        }

        WriteRow(output, "Storage", storage.Place, storage.Store is null ? "messages are gone when the broker stops" : "messages are on disk before they are acknowledged");
        output.WriteLine();
        WriteHint(output);
        output.WriteLine("Press Ctrl-C to stop.");
        output.Flush();
    }

    private static void WriteRow(TextWriter output, string name, string address, string purpose) =>
        output.WriteLine($"  {name,-10} {address,-36} {purpose}");

    private void WriteHint(TextWriter output)
    {
        if (endpoints.FirstOrDefault(endpoint => endpoint.Name == "NetTcp") is not { } netTcp)
            return;
        var url = netTcp.Address == new EndpointsOptions().NetTcp.Url ? "" : $" --url {netTcp.Address}";
        output.WriteLine("Try it, each in a terminal of its own:");
        output.WriteLine($"  dotnet run --project Clients/Cli -- subscribe /news{url}");
        output.WriteLine($"  dotnet run --project Clients/Cli -- publish /news \"Hello\"{url}");
        output.WriteLine();
    }
}
