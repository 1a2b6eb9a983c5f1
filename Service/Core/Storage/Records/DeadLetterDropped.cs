namespace WcfBroker.Core.Storage.Records;

/// <summary>A dead letter is gone, by age, by hand or because its replay was acknowledged.</summary>
public sealed record DeadLetterDropped(long Sequence) : StoreRecord;
