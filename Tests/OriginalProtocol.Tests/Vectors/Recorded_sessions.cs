using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Vectors;

/// <summary>
/// Sessions recorded with the old broker, replayed byte for byte. Where it died, or did what our rules change, the file of
/// the same name under <c>ours</c> says what we do; it sends the same bytes.
/// </summary>
[TestClass]
public sealed class Recorded_sessions
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Vectors");

    public static IEnumerable<object[]> Names =>
        Directory.EnumerateFiles(Folder, "*.jsonl").Select(path => new object[] { Path.GetFileName(path) }).OrderBy(row => row[0]);

    [TestMethod]
    public void Are_forty_and_each_of_ours_belongs_to_one()
    {
        var names = Names.Select(row => (string)row[0]).ToHashSet();
        Assert.HasCount(40, names);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder, "ours")))
            Assert.Contains(Path.GetFileName(path), names);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void That_killed_the_old_broker_have_one_of_ours_with_the_same_input(string name)
    {
        var recorded = VectorRow.ReadAll(Path.Combine(Folder, name));
        if (!File.Exists(OursOf(name)))
            Assert.AreEqual("broker alive", recorded[^1].Note);
        else
            CollectionAssert.AreEqual(Input(recorded), Input(VectorRow.ReadAll(OursOf(name))));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Are_answered_byte_for_byte(string name)
    {
        var path = File.Exists(OursOf(name)) ? OursOf(name) : Path.Combine(Folder, name);
        await using var listener = await TestListener.StartAsync();
        await using var replay = new VectorReplay(listener, Wire.Of(name[..name.IndexOf('-', StringComparison.Ordinal)]));
        await replay.PlayAsync(VectorRow.ReadAll(path));
    }

    private static string OursOf(string name) => Path.Combine(Folder, "ours", name);

    private static string[] Input(VectorRow[] rows) =>
        [.. rows.Where(row => row.Dir is "send" or "close" or "reset").Select(row => $"{row.Conn} {row.Dir} {row.Hex}")];
}
