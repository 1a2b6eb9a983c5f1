namespace WcfBroker.Server.Inspection;

/// <summary>An endpoint and how many are connected to it.</summary>
public sealed record EndpointStatus(string Name, string Address, long Connections);
