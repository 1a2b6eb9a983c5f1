using System.Diagnostics;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>
/// The files change while the real broker is down: no wrong byte is delivered, and what is lost is told. Where the end of
/// the write-ahead log is gone, as if it had never reached the disk, the beginning of what was published is there.
/// </summary>
[TestClass]
public sealed class DamagedFiles
{
    private const string FlipsVariable = "WCFBROKER_FLIPS";
    private const int Cuts = 5;
    private const int RoundsShare = 10;

    private static readonly int Flips = int.Parse(Environment.GetEnvironmentVariable(FlipsVariable) ?? "50", CultureInfo.InvariantCulture);
    private static Database s_database = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task FillAsync(TestContext _) => s_database = await Database.CreateAsync();

    [ClassCleanup]
    public static void Delete() => s_database.Dispose();

    [TestMethod]
    public async Task Messages_whose_bodies_changed_are_counted_and_left_out_and_all_others_are_delivered()
    {
        var random = Seeded();
        var path = s_database.Copy(out var folder);
        var flipped = s_database.Kept.Take(Database.MessagesEach).Select(message => message.Id!).ToArray();
        random.Shuffle(flipped);
        flipped = flipped[..Math.Min(Flips, flipped.Length)];
        Database.FlipBodies(path, flipped, random);

        await using var broker = await RunningBroker.StartInAsync(folder);
        await broker.WaitForAsync($"{flipped.Length} messages in {Path.GetDirectoryName(path)} are damaged");
        var kept = await ReadAllAsync(broker.Url);
        s_database.Traffic.VerifyWhole(kept);
        CollectionAssert.AreEquivalent(flipped, Missing(kept).Select(message => message.Id).ToArray());
    }

    [TestMethod]
    [Timeout(3_600_000)]
    public async Task A_bit_that_changed_anywhere_among_messages_is_found()
    {
        var random = Seeded();
        var pages = s_database.PagesOfMessages();
        for (var round = 0; round <= Flips / RoundsShare; round++)
        {
            var path = s_database.Copy(out var folder);
            var (at, bit) = (pages[random.Next(pages.Count)] + random.Next(Database.PageBytes), random.Next(8));
            Database.Flip(path, at, bit);
            TestContext.WriteLine($"bit {bit} of byte {at}: {await OutcomeAsync(path, folder, endMax: 0)}");
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [Timeout(3_600_000)]
    public async Task A_bit_that_changed_in_the_write_ahead_log_is_found()
    {
        var random = Seeded();
        for (var round = 0; round <= Flips / RoundsShare; round++)
        {
            var path = s_database.Copy(out var folder);
            var (at, bit) = (random.NextInt64(new FileInfo(path + "-wal").Length), random.Next(8));
            Database.Flip(path + "-wal", at, bit);
            TestContext.WriteLine($"bit {bit} of byte {at} of the log: {await OutcomeAsync(path, folder, endMax: 2 * Database.Publishers)}");
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task A_refusal_of_the_write_ahead_log_says_how_to_go_on_with_what_was_stored_before()
    {
        var path = s_database.Copy(out var folder);
        Database.Flip(path + "-wal", new FileInfo(path + "-wal").Length / 3, bit: 0);
        await using (var refused = RunningBroker.LaunchIn(folder, []))
        {
            Assert.AreEqual(1, await refused.ExitCodeAsync());
            var command = refused.Output[refused.Output.IndexOf("truncate", StringComparison.Ordinal)..].TrimEnd('.');
            using var shell = Process.Start("/bin/sh", ["-c", command]);
            await shell.WaitForExitAsync();
        }

        Assert.IsLessThan(s_database.Kept.Count, await CheckPrefixAsync(folder));
    }

    [TestMethod]
    public async Task What_is_left_of_a_log_that_was_cut_is_the_beginning_of_what_was_published()
    {
        var random = Seeded();
        for (var cut = 0; cut < Cuts; cut++)
        {
            var path = s_database.Copy(out var folder);
            var length = random.NextInt64(new FileInfo(path + "-wal").Length);
            using (var log = File.OpenWrite(path + "-wal"))
                log.SetLength(length);
            TestContext.WriteLine($"Cut at {length}: {await CheckPrefixAsync(folder)} messages are left");
        }
    }

    private static async Task<int> CheckPrefixAsync(string folder)
    {
        await using var broker = await RunningBroker.StartInAsync(folder);
        var kept = await Log.ReadAsync(broker.Url);
        s_database.Traffic.VerifyPrefix(kept);
        CollectionAssert.AreEqual(s_database.Kept.Take(kept.Count).Select(message => message.Id).ToArray(), kept.Select(message => message.Id).ToArray());
        return kept.Count;
    }

    // All is there; or what is not is told; or the broker refuses to start. The last batches of a log, when they are damaged,
    // look like those that never reached the disk.
    private static async Task<string> OutcomeAsync(string path, string folder, int endMax)
    {
        await using var broker = RunningBroker.LaunchIn(folder, []);
        if (!await broker.IsUpAsync())
        {
            Assert.AreEqual(1, await broker.ExitCodeAsync());
            Assert.Contains($"'{path}", broker.Output);
            Assert.Contains("Put a backup", broker.Output);
            Assert.HasCount(1, broker.Output.Split('\n'), broker.Output);
            return "refused";
        }

        var kept = await ReadAllAsync(broker.Url);
        s_database.Traffic.VerifyWhole(kept);
        var missing = Missing(kept);
        if (missing.Count == 0)
            return "all is there";
        if (missing.Count <= endMax && missing[0].Sequence > kept[^1].Sequence)
            return $"the last {missing.Count} messages are gone";
        await broker.WaitForAsync($"{missing.Count} messages in {Path.GetDirectoryName(path)} are damaged");
        return $"{missing.Count} messages are told to be damaged";
    }

    // One more message marks the end, for the last one may be damaged.
    private static async Task<List<Delivery>> ReadAllAsync(string url)
    {
        await using var client = new WcfClient(url);
        await client.Broker.PublishTextAsync("/end", "");
        var kept = await Log.ReadAsync(url);
        kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    private static List<Delivery> Missing(List<Delivery> kept)
    {
        var ids = kept.Select(message => message.Id).ToHashSet();
        return [.. s_database.Kept.Where(message => !ids.Contains(message.Id))];
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"Seed {seed}");
        return new Random(seed);
    }
}
