using WcfBroker.Core.Commands;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Effects;

/// <summary>A message that a durable subscription is to try again is no longer in memory.</summary>
/// <param name="Subscription">The subscription's id.</param>
/// <param name="Sequence">The message, or the dead letter.</param>
/// <param name="LetterTopic">The topic of the dead letter; null for a message.</param>
internal sealed record ReadWanted(int Subscription, long Sequence, int? LetterTopic) : StoreRead
{
    public override Command From(IStore store)
    {
        if (LetterTopic is not { } topic)
            return new Found(Subscription, store.Find(Sequence), null);
        var found = store.DeadLetters(topic, Sequence - 1, 1);
        return new Found(Subscription, null, found is [var letter] && letter.Message.Sequence == Sequence ? letter : null);
    }
}
