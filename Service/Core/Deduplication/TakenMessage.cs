using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Deduplication;

/// <summary>A message that was taken: its key, its receipt, and a digest of its body.</summary>
internal readonly record struct TakenMessage(MessageKey Key, Receipt Receipt, ulong Digest)
{
    /// <summary>The receipt for who publishes it again.</summary>
    public Receipt Again => Receipt with { Duplicate = true };

    /// <summary>The hash of the key.</summary>
    public int Hash { get; init; }

    /// <summary>Where the message before it in the same chain stands.</summary>
    public uint Older { get; init; }
}
