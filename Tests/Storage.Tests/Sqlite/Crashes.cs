using System.Globalization;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;
using WcfBroker.Storage.Tests.Crash;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A process that is killed loses nothing that it acknowledged, and leaves no part of a batch.</summary>
[TestClass]
public sealed class Crashes
{
    private const string KillsVariable = "WCFBROKER_STORE_KILLS";
    private const int KillsByDefault = 20;
    private const int LinesMax = 200;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_killed_process_loses_nothing_that_it_acknowledged()
    {
        using var folder = new TestFolder();
        var store = folder.At("store");
        var seed = Environment.TickCount;
        TestContext.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var kills = int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : KillsByDefault;
        var acknowledged = 0L;
        for (var kill = 0; kill < kills; kill++)
        {
            acknowledged = RunAndKill(store, random.Next(1, LinesMax));
            Check(store, acknowledged);
        }

        TestContext.WriteLine($"{kills} kills, {acknowledged} acknowledged, 0 lost");
    }

    [TestMethod]
    public void A_second_process_is_told_that_the_store_is_in_use()
    {
        using var folder = new TestFolder();
        using var child = new ChildProcess(folder.At("store"), int.MaxValue);
        Assert.IsNotNull(child.ReadLine());
        var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(CrashChild.Options(folder.At("store"))));
        Assert.AreEqual(StoreFault.Locked, exception.Fault);
        Assert.Contains(folder.At("store"), exception.Message);
        child.Kill();
        child.WaitForExit();
        SqliteStore.Open(CrashChild.Options(folder.At("store"))).Dispose();
    }

    private static long RunAndKill(string folder, int lines)
    {
        using var child = new ChildProcess(folder, int.MaxValue);
        for (var line = 1; line < lines; line++)
            child.ReadLine();
        var last = child.ReadLine();
        child.Kill();
        // What it printed before it died counts too; a line without its end does not.
        while (child.ReadLine() is { } more)
            last = more;
        child.WaitForExit();
        return long.Parse(last!, CultureInfo.InvariantCulture);
    }

    private static void Check(string folder, long acknowledged)
    {
        using var store = SqliteStore.Open(CrashChild.Options(folder));
        var state = store.Load();
        Assert.IsGreaterThanOrEqualTo(acknowledged, state.HeadSequence);
        Assert.AreEqual(state.HeadSequence, state.Subscriptions[0].Cursor);
        var messages = Snapshot.ReadAll(store, 1_000);
        Assert.HasCount((int)state.HeadSequence, messages);
        foreach (var message in messages)
            Assert.AreEqual(Snapshot.Text(CrashChild.Message(message.Sequence).Message), Snapshot.Text(message));
        var retained = messages.GroupBy(message => message.TopicId).Select(topic => topic.Last()).OrderBy(message => message.TopicId).Select(message => message.Sequence);
        CollectionAssert.AreEqual(retained.ToArray(), state.RetainedSequences.ToArray().Where(sequence => sequence > 0).ToArray());
    }
}
