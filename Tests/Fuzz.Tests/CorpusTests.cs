using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Fuzz.Tests;

/// <summary>Every input that was ever kept, and each of them cut and changed a little, is taken or refused.</summary>
[TestClass]
public sealed class CorpusTests
{
    private const int ChangesPerInput = 20;

    public static readonly string Corpus =
        typeof(CorpusTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Corpus").Value!;

    public static IEnumerable<string[]> Targets => FuzzTargets.Names.Select(name => new[] { name });

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public void Every_kept_input_is_taken_or_refused(string name)
    {
        var target = FuzzTargets.Find(name)!;
        var files = Directory.GetFiles(Path.Combine(Corpus, name));
        Assert.IsGreaterThan(3, files.Length);
        foreach (var file in files)
        {
            var input = File.ReadAllBytes(file);
            Run(target, input, Path.GetFileName(file));
            foreach (var (what, changed) in Changes(input))
                Run(target, changed, $"{Path.GetFileName(file)} {what}");
        }
    }

    private static IEnumerable<(string What, byte[] Input)> Changes(byte[] input)
    {
        var random = new Random(input.Length);
        for (var i = 0; i < ChangesPerInput && input.Length > 0; i++)
        {
            var cut = random.Next(input.Length);
            yield return ($"cut at {cut}", input[..cut]);
            var (at, value) = (random.Next(input.Length), (byte)random.Next(256));
            var changed = input.ToArray();
            changed[at] = value;
            yield return ($"with {value} at {at}", changed);
        }
    }

    private static void Run(IFuzzTarget target, byte[] input, string name)
    {
        try
        {
            target.Run(input);
        }
        catch (Exception failure)
        {
            throw new AssertFailedException($"{name}: {failure.Message}", failure);
        }
    }
}
