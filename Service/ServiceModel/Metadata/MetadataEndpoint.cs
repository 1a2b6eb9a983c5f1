namespace WcfBroker.ServiceModel.Metadata;

/// <summary>An endpoint as metadata tells of it: one contract at one address.</summary>
/// <param name="Contract">The interface with [ServiceContract].</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Address">Where it is; asked for each document, since a port may be known only after it was bound.</param>
/// <param name="Security">What protects it.</param>
public sealed record MetadataEndpoint(
    Type Contract, EndpointProtocol Protocol, Func<Uri> Address, EndpointSecurity Security = EndpointSecurity.None);
