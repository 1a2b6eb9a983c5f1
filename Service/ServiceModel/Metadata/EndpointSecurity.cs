namespace WcfBroker.ServiceModel.Metadata;

/// <summary>What protects the connection to an endpoint.</summary>
public enum EndpointSecurity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>TLS; the client shows no certificate.</summary>
    Transport,

    /// <summary>TLS, and the client has to show a certificate.</summary>
    ClientCertificate,

    /// <summary>TLS, and inside it WS-Security with the name and password of a user.</summary>
    UserName,
}
