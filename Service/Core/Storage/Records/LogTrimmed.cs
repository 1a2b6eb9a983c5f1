namespace WcfBroker.Core.Storage.Records;

/// <summary>
/// Retention: the log is kept from this sequence on. Retained messages and dead letters stay beyond it. Costs little however
/// much is dropped: the rows go piece by piece with later batches.
/// </summary>
public sealed record LogTrimmed(long FirstSequence) : StoreRecord;
