namespace WcfBroker.Server.Rest.Streams;

/// <summary>Messages of one topic of a stream were left out; <paramref name="Count"/> is null when it is no longer known.</summary>
internal sealed record GapEvent(string Topic, long FromSequence, long ToSequence, long? Count);
