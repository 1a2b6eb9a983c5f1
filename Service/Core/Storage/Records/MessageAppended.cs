namespace WcfBroker.Core.Storage.Records;

/// <summary>
/// A message was taken: its sequence is higher than all before, and it is now the retained message of its topic, unless its
/// content clears that.
/// </summary>
public sealed record MessageAppended(StoredMessage Message) : StoreRecord;
