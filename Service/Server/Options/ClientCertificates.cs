namespace WcfBroker.Server.Options;

/// <summary>Whether clients show certificates.</summary>
public enum ClientCertificates
{
    /// <summary>None is asked for.</summary>
    None,

    /// <summary>One is asked for; a client without any is let in, one with a certificate that is not trusted is not.</summary>
    Allow,

    /// <summary>A client without a trusted certificate is refused.</summary>
    Require,
}
