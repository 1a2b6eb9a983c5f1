using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Subscriptions;

/// <summary>
/// Sends a subscription what it has still to get, piece by piece as its session has room. While it catches up it is sent
/// nothing live: when it reaches the newest message it has had them all, once each.
/// </summary>
internal sealed class CatchingUp(BrokerState state)
{
    public static OutboxItem Gap(Subscription subscription, long from, long to) =>
        new(OutboxItemKind.Gap, subscription) { From = from, To = to };

    /// <summary>Sends the next piece, at most so many messages, and returns how many it was.</summary>
    public int Send(Subscription subscription, int messagesMax, ICollection<Effect> effects)
    {
        if (subscription.Backlog is not { } backlog)
            return 0;
        var piece = new Piece(subscription, messagesMax, state.Limits.OutboxBytesMax / 4, effects);
        while (piece.HasRoom && backlog.Sent < backlog.Gathered.Count)
            piece.Add(backlog.Gathered[backlog.Sent++]);
        if (backlog.Sent == backlog.Gathered.Count)
            SendKept(backlog, piece);
        if (backlog.Sent == backlog.Gathered.Count && backlog.Cursor == state.History.Next)
            subscription.Backlog = null;
        return piece.Messages;
    }

    private void SendKept(Backlog backlog, Piece piece)
    {
        var history = state.History;
        if (backlog.Cursor < history.First)
        {
            piece.Gap(backlog.Cursor, history.First - 1);
            backlog.Cursor = history.First;
        }

        for (var looked = 0; piece.HasRoom && backlog.Cursor < history.Next && looked < state.Limits.RefillScanMax; looked++)
            piece.AddIfCovered(history[backlog.Cursor++]);
    }

    private sealed class Piece(Subscription subscription, int messagesMax, long bytesMax, ICollection<Effect> effects)
    {
        private long _bytes;

        public int Messages { get; private set; }

        public bool HasRoom => Messages < messagesMax && _bytes < bytesMax;

        public void Add(OutboxItem item)
        {
            effects.Add(new Send(subscription.Session.Outbox, item));
            _bytes += item.Bytes;
            Messages++;
        }

        public void AddIfCovered(PublishedMessage message)
        {
            if (subscription.Filter.Matches(message.Topic.Name.Value))
                Add(new OutboxItem(OutboxItemKind.Message, subscription) { Message = message });
        }

        public void Gap(long from, long to) =>
            effects.Add(new Send(subscription.Session.Outbox, CatchingUp.Gap(subscription, from, to)));
    }
}
