using System.Reflection;

namespace WcfBroker.Benchmarks.Running;

/// <summary>Where the programs of the product stand after a build, and where results are kept.</summary>
internal static class Repository
{
    public static readonly string Root = Path.GetFullPath(Metadata("RepositoryRoot"));
    public static readonly string OutputFolder = Metadata("OutputFolder");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
