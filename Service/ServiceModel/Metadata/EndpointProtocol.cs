namespace WcfBroker.ServiceModel.Metadata;

/// <summary>How messages reach an endpoint. Ports stand in a WSDL in this order: some clients take the last one.</summary>
public enum EndpointProtocol
{
    /// <summary>net.tcp with the binary encoding: SOAP 1.2 and WS-Addressing 1.0.</summary>
    NetTcp,

    /// <summary>SOAP 1.2 over HTTP.</summary>
    Soap12,

    /// <summary>SOAP 1.1 over HTTP.</summary>
    Soap11,
}
