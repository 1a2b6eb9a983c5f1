namespace WcfBroker.ServiceModel.Framing;

/// <summary>Bytes that break [MC-NMF]. The connection ends, after a fault record if there is one for the case.</summary>
internal sealed class FramingException(string message, string? fault = null) : Exception(message)
{
    /// <summary>The fault record's content, one of <see cref="FramingFault"/>.</summary>
    public string? Fault { get; } = fault;
}
