namespace WcfBroker.Host.NetTcp;

/// <summary>What a subscription adds to each of its deliveries, with their end, encoded.</summary>
internal sealed record EncodedSubscription(byte[] Live, byte[] Retained);
