namespace WcfBroker.Client.Durable;

/// <summary>Thrown by a handler to say that its message will never be accepted: it becomes a dead letter at once.</summary>
/// <param name="reason">Why: kept with the dead letter, at most 255 characters of it.</param>
/// <param name="innerException">What was found; may be null.</param>
public sealed class RejectMessageException(string reason, Exception? innerException = null) : Exception(reason, innerException);
