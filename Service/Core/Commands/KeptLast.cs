using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Commands;

/// <summary>The retained message of a topic that somebody asked for, by its sequence; null if it is gone.</summary>
public sealed record KeptLast(GetLastMessage Asked, IReadOnlyDictionary<long, StoredMessage?> Messages) : Command
{
    public override long Bytes { get; } = 128 + Messages.Values.Sum(message => (long)(message?.Content.Bytes ?? 0));

    public override void Refuse(BrokerError error) => Asked.Refuse(error);
}
