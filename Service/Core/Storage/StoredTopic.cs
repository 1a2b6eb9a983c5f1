namespace WcfBroker.Core.Storage;

/// <summary>A topic. Ids count from 0 in order of creation and are never given twice.</summary>
public readonly record struct StoredTopic(int Id, string Name);
