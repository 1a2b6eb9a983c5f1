namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>A dead letter: where it stands, whose it is, and which message it was.</summary>
internal sealed record ReferenceLetter(long Sequence, string Subscription, ReferenceMessage Original, DateTime DeadUtc);
