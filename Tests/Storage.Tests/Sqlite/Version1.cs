using System.Text;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>What the kept file of version 1 was made of.</summary>
internal static class Version1
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string KeptFile => Path.Combine(AppContext.BaseDirectory, "Kept", "version1.db");

    public static IReadOnlyList<StoreRecord> Records { get; } =
    [
        new TopicCreated(0, "/"),
        new TopicCreated(1, "/a"),
        new TopicCreated(2, "/$dlq/orders"),
        new SubscriptionCreated(
            new StoredSubscription { Id = 1, Name = "orders", Owner = "bob", Filter = "/a", Shared = true, IdleSinceUtc = Start, Options = new byte[] { 1, 2, 3 } }, 0),
        .. Enumerable.Range(1, 40).Select(i => new MessageAppended(Message(i, i % 2, $"body {i}"))),
        new MessageAppended(Message(41, 1, new string('x', 9_000))),
        new Acknowledged(1, 41) { Opened = [39] },
        new AttemptCounted(1, new Hole(37, 2, Start.AddMinutes(1))),
        new DeadLettered(
            new DeadLetter(Message(42, 2, "dead"), 1, 5, Start.AddSeconds(5))
            {
                Reason = "rejected",
                Attempts = 10,
                FirstAttemptUtc = Start,
                LastAttemptUtc = Start.AddSeconds(9),
            },
            new Acknowledged(1, 41) { Closed = [37] }),
        new LogTrimmed(11),
    ];

    private static StoredMessage Message(long sequence, int topic, string body) => new(
        sequence, topic, Start.AddSeconds(sequence), sequence % 2 == 0 ? null : "alice", new MessageContent
        {
            Body = Encoding.UTF8.GetBytes(body),
            Id = $"id{sequence}",
            ContentType = sequence % 3 == 0 ? null : "text/plain",
            Headers = [new HeaderField("h", "vü")],
            TimeToLive = sequence == 4 ? TimeSpan.FromMinutes(1) : null,
            ReplyTo = "/r",
            CorrelationId = sequence == 5 ? "" : null,
        });
}
