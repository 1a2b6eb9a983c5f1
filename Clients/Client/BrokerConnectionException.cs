namespace WcfBroker.Client;

/// <summary>The broker cannot be reached, the session was lost during a call, or no answer came in time.</summary>
/// <param name="message">One sentence for people.</param>
/// <param name="outcomeUnknown">See <see cref="OutcomeUnknown"/>.</param>
/// <param name="innerException">What was found; may be null.</param>
public sealed class BrokerConnectionException(string message, bool outcomeUnknown, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>
    /// True when the call may have reached the broker: whether it was carried out is not known.
    /// False when it surely was not.
    /// </summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
