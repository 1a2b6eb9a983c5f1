namespace WcfBroker.Core.Storage.Records;

/// <summary>One change of the durable state.</summary>
public abstract record StoreRecord;
