using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Deduplication;

/// <summary>A message that was taken: its receipt, and a digest of its body.</summary>
internal readonly record struct TakenMessage(Receipt Receipt, ulong Digest);
