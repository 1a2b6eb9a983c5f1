using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Effects;

/// <summary>
/// Retained messages that are no longer in memory are to be read: in the order given as many as the bytes allow, but one at
/// least. What was not found is null.
/// </summary>
internal sealed record ReadRetained(
    IReadOnlyList<long> Sequences, long BytesMax, Func<IReadOnlyDictionary<long, StoredMessage?>, Command> Then) : StoreRead
{
    public override Command From(IStore store)
    {
        var found = new Dictionary<long, StoredMessage?>();
        var bytes = 0L;
        foreach (var sequence in Sequences.TakeWhile(_ => bytes < BytesMax))
        {
            var message = store.Find(sequence);
            found[sequence] = message;
            bytes += message?.Content.Bytes ?? 0;
        }

        return Then(found);
    }

    internal override void Fail(BrokerError error) => Then(new Dictionary<long, StoredMessage?>()).Refuse(error);
}
