using WcfBroker.Core.Commands;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Effects;

/// <summary>A durable subscription goes on with the log; without a piece it only lets the loop do something else in between.</summary>
internal sealed record ReadAhead(int Subscription, LogPiece? Piece) : StoreRead
{
    public override Command From(IStore store) => new Ahead(Subscription, Piece?.Read(store));
}
