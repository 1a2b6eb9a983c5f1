namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>The top-level codes of a SOAP fault.</summary>
internal enum FaultSide
{
    /// <summary>The caller's mistake.</summary>
    Sender,

    /// <summary>The service's failure.</summary>
    Receiver,

    /// <summary>A header the service had to understand.</summary>
    MustUnderstand,

    /// <summary>An envelope of another version of SOAP.</summary>
    VersionMismatch,
}
