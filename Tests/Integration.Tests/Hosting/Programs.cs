using System.Diagnostics;
using System.Reflection;

namespace WcfBroker.Integration.Tests.Hosting;

/// <summary>Where the programs of the product stand after a build, and how one is started.</summary>
internal static class Programs
{
    private const string HostVariable = "WCFBROKER_HOST";

    /// <summary>The host to test: the default one, unless the environment names the program of another.</summary>
    public static readonly string Host = Environment.GetEnvironmentVariable(HostVariable) ?? PathOf("Service/Host", "WcfBroker.Host");
    public static readonly string Cli = PathOf("Clients/Cli", "wcfbroker");
    public static readonly string Calculator = PathOf("Clients/Samples/Calculator", "WcfBroker.Samples.Calculator");
    public static readonly string Greeter = PathOf("Clients/Samples/Greeter", "WcfBroker.Samples.Greeter");
    public static readonly string Original = PathOf("Clients/Samples/Original", "WcfBroker.Samples.Original");
    public static readonly string Publisher = PathOf("Clients/Samples/Publisher", "WcfBroker.Samples.Publisher");
    public static readonly string ServiceReference = PathOf("Clients/Samples/ServiceReference", "WcfBroker.Samples.ServiceReference");
    public static readonly string Subscriber = PathOf("Clients/Samples/Subscriber", "WcfBroker.Samples.Subscriber");
    public static readonly string Worker = PathOf("Clients/Samples/Worker", "WcfBroker.Samples.Worker");

    public static bool IsOtherHost => Environment.GetEnvironmentVariable(HostVariable) is not null;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment has besides that of the tests, as <c>name=value</c>.</param>
    public static Process Start(string program, string[] arguments, params string[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var variable in (string[])["NO_COLOR=1", .. environment])
            start.Environment[variable.Split('=')[0]] = variable.Split('=')[1];
        return Process.Start(start)!;
    }

    /// <summary>A file or folder of the repository.</summary>
    public static string InRepository(string path) => Path.GetFullPath(Path.Combine(Metadata("RepositoryRoot"), path));

    private static string PathOf(string folder, string assembly) =>
        Path.GetFullPath(Path.Combine(Metadata("RepositoryRoot"), folder, Metadata("OutputFolder"), $"{assembly}.dll"));

    private static string Metadata(string key) => typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
