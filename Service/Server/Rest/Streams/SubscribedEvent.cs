namespace WcfBroker.Server.Rest.Streams;

/// <summary>One topic of a stream has begun: which messages come, and in which numbering.</summary>
internal sealed record SubscribedEvent(string Topic, long StartSequence, long HeadSequence, string Epoch);
