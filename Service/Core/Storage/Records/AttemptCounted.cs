namespace WcfBroker.Core.Storage.Records;

/// <summary>A delivery was tried in vain: there is a hole at its sequence, opened now if it was not yet.</summary>
public sealed record AttemptCounted(int SubscriptionId, Hole Hole) : StoreRecord;
