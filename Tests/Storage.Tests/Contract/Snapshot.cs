using System.Text;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Tests.Contract;

/// <summary>Everything that a store says, as lines to compare.</summary>
internal static class Snapshot
{
    public static string Of(IStore store, int pageMessages = 3)
    {
        var state = store.Load();
        var messages = ReadAll(store, pageMessages);
        var letters = state.DeadLetters.Select(letter => letter.TopicId).Distinct().Order().SelectMany(topic => store.DeadLetters(topic, 0, int.MaxValue));
        return Of(state, messages, letters);
    }

    public static string Of(StoreState state, IEnumerable<StoredMessage> messages, IEnumerable<DeadLetter> letters) =>
        new StringBuilder()
            .AppendLine($"head {state.HeadSequence}, reserved {state.ReservedSequence}, first {state.FirstSequence}")
            .AppendJoin("", state.TopicNames.Select(names => names.ToString()))
            .AppendLine("retained")
            .AppendJoin(' ', state.RetainedSequences.ToArray())
            .AppendLine().AppendLine("messages")
            .AppendJoin('\n', messages.Select(Text))
            .AppendLine().AppendLine("subscriptions")
            .AppendJoin('\n', state.Subscriptions.Select(Text))
            .AppendLine().AppendLine("dead letters")
            .AppendJoin('\n', state.DeadLetters)
            .AppendLine()
            .AppendJoin('\n', letters.Select(Text))
            .ToString();

    public static List<StoredMessage> ReadAll(IStore store, int pageMessages)
    {
        var messages = new List<StoredMessage>();
        for (var from = 0L; ;)
        {
            var page = store.Read(from, pageMessages, long.MaxValue);
            if (page.Messages.Count == 0)
                return messages;
            messages.AddRange(page.Messages);
            from = page.Next;
        }
    }

    public static string Text(StoredMessage message) =>
        $"{message.Sequence} topic {message.TopicId} {Text(message.PublishedUtc)} by {Text(message.Publisher)}: {Text(message.Content)}";

    public static string Text(DeadLetter letter) =>
        $"{Text(letter.Message)} was {letter.OriginalTopicId}/{letter.OriginalSequence} {Text(letter.OriginalPublishedUtc)}: {Text(letter.Reason)} {letter.Attempts} {Text(letter.FirstAttemptUtc)} {Text(letter.LastAttemptUtc)}";

    private static string Text(MessageContent content) =>
        $"{Text(content.Id)} {Text(content.ContentType)} {Text(content.CorrelationId)} {Text(content.ReplyTo)} {content.TimeToLive?.Ticks} {content.ClearRetained} "
        + $"[{string.Join(", ", content.Headers.Select(header => $"{header.Name}={Text(header.Value)}"))}] {Convert.ToHexString(content.Body.Span)}";

    private static string Text(SubscriptionState state) =>
        $"{state.Subscription.Id} {state.Subscription.Name} {Text(state.Subscription.Owner)} {state.Subscription.Filter} {state.Subscription.Shared} "
        + $"{Text(state.Subscription.IdleSinceUtc)} {Convert.ToHexString(state.Subscription.Options.Span)} cursor {state.Cursor} "
        + string.Join(", ", state.Holes.Select(hole => $"{hole.Sequence} x{hole.Attempts} {Text(hole.NotBeforeUtc)}"));

    private static string Text(string? text) => text is null ? "null" : $"'{text}'";

    private static string Text(DateTime? time) => time is { } at ? $"{at:O}" : "never";
}
