namespace WcfBroker.Core.Storage;

/// <summary>
/// A piece of the log. <paramref name="Next"/> is where the next piece begins; <paramref name="Damaged"/> are the sequences
/// passed over because what is on disk is not what was written.
/// </summary>
public sealed record MessagePage(IReadOnlyList<StoredMessage> Messages, long Next, IReadOnlyList<long> Damaged);
