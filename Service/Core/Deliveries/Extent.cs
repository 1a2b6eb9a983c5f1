namespace WcfBroker.Core.Deliveries;

/// <summary>What a notice is about: places From to To, Count of them; 0 if that is not known.</summary>
public sealed record Extent(long From, long To, long Count = 0);
