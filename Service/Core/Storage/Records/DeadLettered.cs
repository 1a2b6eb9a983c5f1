namespace WcfBroker.Core.Storage.Records;

/// <summary>
/// A message was given up: it stands in the log again as a dead letter, kept until <see cref="DeadLetterDropped"/>, and its
/// subscription is done with it.
/// </summary>
public sealed record DeadLettered(DeadLetter Letter, Acknowledged Acknowledgement) : StoreRecord;
