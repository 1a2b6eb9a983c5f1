namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A session's part in a durable subscription.</summary>
internal sealed record ReferenceMember(string Id, long Session, int Credit, TimeSpan Lease);
