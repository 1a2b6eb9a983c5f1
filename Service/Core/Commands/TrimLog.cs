using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Commands;

/// <summary>Keep messages from this sequence on; the last message of each topic stays beyond it.</summary>
public sealed record TrimLog(long FirstSequence) : Command
{
    /// <summary>When the first of them was published; null if that is not known.</summary>
    public DateTime? FirstUtc { get; init; }

    /// <summary>
    /// From where on the store would keep messages if its size alone counted: while those before are held, publishing is
    /// refused. Null while the size says nothing.
    /// </summary>
    public long? FirstBySize { get; init; }

    /// <summary>Gets whether publishing is refused for that.</summary>
    public IReply<bool>? IsRefusing { get; init; }

    public override void Refuse(BrokerError error) => IsRefusing?.Refuse(error);
}
