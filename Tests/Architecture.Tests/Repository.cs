using System.Reflection;

namespace WcfBroker.Architecture.Tests;

/// <summary>The files of the repository, without what a build leaves behind.</summary>
internal static class Repository
{
    private static readonly string[] Folders = ["Contracts", "Service", "Clients", "Tests", "Benchmarks"];

    public static string Root { get; } = Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!);

    /// <summary>What people write: not what a build or a tool made.</summary>
    public static IEnumerable<string> Files(string pattern) => Folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Reference"))
        .Order(StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/');
}
