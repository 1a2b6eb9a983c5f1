using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Architecture.Tests;

/// <summary>Files and methods stay small enough to be read at one look.</summary>
[TestClass]
public sealed class CodeSize
{
    private const int FileLinesMax = 400;
    private const int MethodLinesMax = 60;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void No_file_is_longer_than_400_lines()
    {
        var files = Repository.Files("*.cs").Select(file => (Name: Repository.Relative(file), Lines: File.ReadLines(file).Count())).ToList();
        Print("files", [.. files.Select(file => file.Lines)]);
        Assert.IsEmpty(files.Where(file => file.Lines > FileLinesMax));
    }

    [TestMethod]
    public void No_method_is_longer_than_60_lines()
    {
        var methods = Repository.Files("*.cs").SelectMany(Methods).ToList();
        Print("methods", [.. methods.Select(method => method.Lines)]);
        Assert.IsEmpty(methods.Where(method => method.Lines > MethodLinesMax));
    }

    [TestMethod]
    public void A_file_holds_one_type_of_its_name()
    {
        var wrong = Repository.Files("*.cs").Where(file => !HoldsOneType(file)).Select(Repository.Relative);
        Assert.IsEmpty(wrong);
    }

    private static IEnumerable<(string Name, int Lines)> Methods(string file) => Parse(file)
        .DescendantNodes()
        .OfType<BaseMethodDeclarationSyntax>()
        .Select(method => ($"{Repository.Relative(file)}: {(method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"}", Lines(method)));

    private static bool HoldsOneType(string file)
    {
        var types = Parse(file).DescendantNodes().Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && IsTopLevel(node)).ToList();
        var name = Path.GetFileName(file).Split('.')[0];
        return types.Count == 0 || (types is [BaseTypeDeclarationSyntax only] && only.Identifier.Text == name) || types is [DelegateDeclarationSyntax];
    }

    private static bool IsTopLevel(SyntaxNode node) => node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax;

    private static CompilationUnitSyntax Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetCompilationUnitRoot();

    private static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private void Print(string what, List<int> lines)
    {
        lines.Sort();
        TestContext.WriteLine($"{lines.Count} {what}: median {lines[lines.Count / 2]}, p90 {lines[lines.Count * 9 / 10]}, longest {lines[^1]} lines");
    }
}
