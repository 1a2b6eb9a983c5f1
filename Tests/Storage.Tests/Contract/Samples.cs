using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Storage.Tests.Contract;

/// <summary>Records to try a store with.</summary>
internal static class Samples
{
    public static readonly DateTime Start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1_234_567);

    private static readonly string?[] Texts = [null, "", "text/plain", "Grüße, 世界 \U0001F600", "a'b\"c;--", "\u0000inside\u0000"];

    public static TopicCreated Topic(int id) => new(id, $"/topic/{id}");

    /// <summary>A message published as many seconds after the start as its sequence says.</summary>
    public static MessageAppended Message(long sequence, int topic = 0, MessageContent? content = null, string? publisher = null) =>
        new(new StoredMessage(sequence, topic, TimeOf(sequence), publisher, content ?? Content((int)sequence)));

    public static DateTime TimeOf(long sequence) => Start.AddSeconds(sequence);

    /// <summary>A content with another choice of null, empty and odd values for each number.</summary>
    public static MessageContent Content(int number) => new()
    {
        Body = Body(number),
        Id = Text(number),
        ContentType = Text(number / 2),
        CorrelationId = Text(number / 3),
        ReplyTo = Text(number / 5),
        Headers = [.. Enumerable.Range(0, number % 4).Select(i => new HeaderField($"h{i}", Text(number + i) ?? "\t\r\n"))],
        TimeToLive = number % 3 == 0 ? TimeSpan.FromTicks(number + 1) : null,
    };

    public static StoredSubscription Subscription(int id, int number = 0) => new()
    {
        Id = id,
        Name = $"name{id}",
        Owner = Text(number),
        Filter = number % 2 == 0 ? "/a/+/#" : "=/b",
        Shared = number % 3 == 0,
        IdleSinceUtc = number % 2 == 0 ? null : TimeOf(number),
        Options = Body(number % 5),
    };

    public static DeadLettered DeadLetter(long sequence, int topic, long original, Acknowledged acknowledgement, int number = 0) => new(
        new DeadLetter(Message(sequence, topic, Content(number), Text(number)).Message, 0, original, TimeOf(original))
        {
            Reason = Text(number) ?? "rejected",
            Attempts = number,
            FirstAttemptUtc = number % 2 == 0 ? null : TimeOf(original),
            LastAttemptUtc = number % 3 == 0 ? null : TimeOf(original + 1),
        },
        acknowledgement);

    // Sizes on both sides of what fits into one page, and every byte value.
    private static ReadOnlyMemory<byte> Body(int number)
    {
        var bytes = (number % 7) switch { 0 => 0, 5 => 5_000, 6 => 70_000, var small => small * 50 };
        return Enumerable.Range(number, bytes).Select(i => (byte)i).ToArray();
    }

    private static string? Text(int number) => Texts[number % Texts.Length];
}
