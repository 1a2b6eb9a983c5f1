using WcfBroker.Core.Commands;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Effects;

/// <summary>A subscription catches up with messages that are no longer in memory: the next piece is to be read.</summary>
internal sealed record ReadKept(SessionId Session, SubscriptionId Subscription, LogPiece Piece) : StoreRead
{
    public override Command From(IStore store) => new Kept(Session, Subscription, Piece.Read(store));
}
