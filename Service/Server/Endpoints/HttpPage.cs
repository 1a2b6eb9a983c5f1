namespace WcfBroker.Server.Endpoints;

/// <summary>What the HTTP endpoint has for people with a browser, as the start banner tells it.</summary>
public sealed record HttpPage(string Name, string Path, string Purpose);
