namespace WcfBroker.Core.Durable;

/// <summary>A sequence that was given out, and whether it is done with: settled, or kept as a hole.</summary>
internal record struct ProgressSlot(long Sequence, bool Done);
