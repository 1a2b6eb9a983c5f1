namespace WcfBroker.Core;

/// <summary>The broker's state in a few numbers.</summary>
public readonly record struct BrokerStatus(
    long HeadSequence, long FirstSequence, int Topics, int Sessions, int DurableSubscriptions, int DeadLetters);
