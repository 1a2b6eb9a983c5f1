using System.Text.RegularExpressions;

namespace WcfBroker.Interop.Tests;

/// <summary>What the guide shows is what the clients do: each of its blocks stands in the file that it names, but for how far it is indented.</summary>
[TestClass]
public sealed partial class GuideTests
{
    private static readonly string Guides = Path.GetFullPath(Path.Combine(Tool.Folder, "..", "..", "docs", "guides"));

    [TestMethod]
    public async Task Every_block_of_the_guide_is_part_of_a_client()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Guides, "soap.md"));
        var blocks = Block().Matches(guide);
        Assert.HasCount(Fence().Count(guide) / 2, blocks, "each block comes after a line that links to its file");
        foreach (Match block in blocks)
        {
            var file = await File.ReadAllTextAsync(Path.Combine(Guides, block.Groups[1].Value));
            Assert.Contains(Trimmed(block.Groups[2].Value), Trimmed(file), block.Groups[1].Value);
        }
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"\((\.\./\.\./Tests/Interop\.Tests/[^)]+)\)[^\n]*\n\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
