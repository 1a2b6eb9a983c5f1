namespace WcfBroker.Core.Storage.Records;

/// <summary>Sequences up to this one may be given to messages that are not stored: after a start none of them is given again.</summary>
public sealed record SequencesReserved(long Through) : StoreRecord;
