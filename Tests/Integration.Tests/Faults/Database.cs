using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>
/// The files of a broker that was stopped, filled and killed: so that messages lie in the database and others only in its
/// log. Damage is done to copies.
/// </summary>
internal sealed class Database : IDisposable
{
    public const int Publishers = 8;
    public const int PageBytes = 4_096;

    private const int BodyBytes = 700;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-damage-");
    private int _copies;

    /// <summary>What was published.</summary>
    public Traffic Traffic { get; } = new(Publishers, BodyBytes);

    /// <summary>What is delivered as long as nothing is damaged.</summary>
    public IReadOnlyList<Delivery> Kept { get; private set; } = [];

    /// <summary>How many messages at least are in the database, and in its log.</summary>
    public static int MessagesEach => 100 * Publishers;

    public static async Task<Database> CreateAsync()
    {
        var database = new Database();
        await using (var broker = await RunningBroker.StartInAsync(database._folder.FullName))
        {
            await database.Traffic.RunAsync(broker.Url, MessagesEach / Publishers);
            await broker.SignalAsync("TERM");
            await broker.ExitCodeAsync();
        }

        await using (var broker = await RunningBroker.StartInAsync(database._folder.FullName))
        {
            var publishing = database.Traffic.RunAsync(broker.Url);
            await database.Traffic.ReceiveAsync(2 * MessagesEach);
            broker.Kill();
            await publishing;
        }

        database.Copy(out var copy);
        await using var undamaged = await RunningBroker.StartInAsync(copy);
        database.Kept = await Log.ReadAsync(undamaged.Url);
        database.Traffic.Verify(database.Kept);
        return database;
    }

    /// <summary>Copies the files; the path is that of the copied database.</summary>
    public string Copy(out string folder)
    {
        folder = Path.Combine(_folder.FullName, $"copy{_copies++}");
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        foreach (var file in (string[])["broker.db", "broker.db-wal"])
            File.Copy(Path.Combine(_folder.FullName, "data", file), Path.Combine(data, file));
        return Path.Combine(data, "broker.db");
    }

    /// <summary>Inverts a bit of the body of each of these messages, wherever it is found in a file.</summary>
    public static void FlipBodies(string path, IEnumerable<string> ids, Random random)
    {
        var file = File.ReadAllBytes(path);
        foreach (var id in ids)
        {
            var body = Body.Of(id, BodyBytes);
            var (at, bit) = (random.Next(BodyBytes), 1 << random.Next(8));
            for (var rest = file.AsSpan(); rest.IndexOf(body) is >= 0 and var start; rest = rest[(start + 1)..])
                rest[start + at] ^= (byte)bit;
        }

        File.WriteAllBytes(path, file);
    }

    /// <summary>Inverts one bit of a file.</summary>
    public static void Flip(string path, long at, int bit)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ (1 << bit)));
    }

    /// <summary>The places of the pages of the database that hold messages.</summary>
    public IReadOnlyList<long> PagesOfMessages()
    {
        var file = File.ReadAllBytes(Path.Combine(_folder.FullName, "data", "broker.db"));
        return [.. Kept
            .Select(message => file.AsSpan().IndexOf(message.Body))
            .Where(at => at >= 0)
            .Select(at => at / PageBytes * (long)PageBytes)
            .Distinct()
            .Order()];
    }

    public void Dispose()
    {
        Traffic.Dispose();
        _folder.Delete(recursive: true);
    }
}
