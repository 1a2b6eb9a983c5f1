using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Architecture.Tests;

/// <summary>Who may know whom. A new arrow is a decision: it is made here first.</summary>
[TestClass]
public sealed class ProjectReferences
{
    private const string AspNetCore = "Microsoft.AspNetCore.App";

    // Its packages cannot be had everywhere.
    private const string OptIn = "Service/Host.CoreWcf/WcfBroker.Host.CoreWcf.csproj";

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Contracts"] = [],
        ["Core"] = [],
        ["ServiceModel"] = [],
        ["OriginalProtocol"] = ["Core"],
        ["Storage.Sqlite"] = ["Core"],
        ["Server"] = ["Contracts", "Core", "OriginalProtocol", "Storage.Sqlite"],
        ["Dashboard"] = ["Server"],
        ["Host"] = ["Dashboard", "Server", "ServiceModel"],
        ["Host.CoreWcf"] = ["Dashboard", "Server"],
        ["Client"] = ["Contracts"],
        ["Cli"] = ["Client"],
        ["Publisher"] = ["Contracts"],
        ["Subscriber"] = ["Contracts"],
        ["Worker"] = ["Contracts"],
        ["Calculator"] = ["Client"],
        ["Greeter"] = ["Client"],
        ["Original"] = [],
        ["ServiceReference"] = [],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Contracts"] = ["System.ServiceModel.Primitives"],
        ["Core"] = [],
        ["ServiceModel"] = [AspNetCore, "System.ServiceModel.Primitives"],
        ["OriginalProtocol"] = [AspNetCore],
        ["Storage.Sqlite"] = ["Microsoft.Data.Sqlite"],
        ["Dashboard"] = [AspNetCore, "MudBlazor"],
        ["Host.CoreWcf"] = ["CoreWCF.Http", "CoreWCF.NetTcp", "CoreWCF.Primitives"],
        ["Original"] = [],
        ["ServiceReference"] = ["System.ServiceModel.Http", "System.ServiceModel.NetTcp"],
    };

    [TestMethod]
    public void Projects_reference_only_what_the_architecture_allows()
    {
        var seen = new List<string>();
        foreach (var (name, project) in ProductProjects())
        {
            seen.Add(name);
            Assert.IsTrue(Projects.TryGetValue(name, out var allowed), $"{name} has no place in the architecture yet.");
            var references = Items(project, "ProjectReference").Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).ToArray();
            CollectionAssert.IsSubsetOf(references, allowed, $"{name} references {string.Join(", ", references)}.");
        }

        CollectionAssert.AreEquivalent(Projects.Keys, seen, "Every project of the table exists, and no other.");
    }

    [TestMethod]
    public void Inner_projects_reference_only_the_packages_they_are_made_of()
    {
        foreach (var (name, project) in ProductProjects().Where(entry => Packages.ContainsKey(entry.Name)))
        {
            var used = Items(project, "PackageReference").Concat(Items(project, "FrameworkReference")).ToArray();
            CollectionAssert.IsSubsetOf(used, Packages[name], $"{name} uses {string.Join(", ", used)}.");
        }
    }

    [TestMethod]
    public void Nothing_of_the_default_build_needs_CoreWCF()
    {
        var users = InSolution().Where(file => File.ReadAllText(file).Contains("CoreWCF", StringComparison.OrdinalIgnoreCase));
        Assert.IsEmpty(users.Select(Repository.Relative));
    }

    [TestMethod]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "WcfBroker.sln")).Replace('\\', '/');
        foreach (var project in InSolution().Select(Repository.Relative))
            Assert.Contains($"\"{project}\"", solution);
        Assert.DoesNotContain(Path.GetFileName(OptIn), solution);
    }

    private static IEnumerable<string> InSolution() => Repository.Files("*.csproj").Where(file => Repository.Relative(file) != OptIn);

    private static IEnumerable<(string Name, XDocument Project)> ProductProjects() => Repository.Files("*.csproj")
        .Where(file => !Repository.Relative(file).StartsWith("Tests/", StringComparison.Ordinal)
            && !Repository.Relative(file).StartsWith("Benchmarks/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(Path.GetDirectoryName(file)!), XDocument.Load(file)));

    private static IEnumerable<string> Items(XDocument project, string kind) =>
        project.Descendants(kind).Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'));
}
