namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>A message body that does not fit its operation.</summary>
internal sealed class MessageBodyException(string? part, Exception? cause)
    : Exception(part is null ? "The body does not fit the operation." : $"The element {part} does not fit its type.", cause)
{
    /// <summary>The parameter that was refused; null when it was the body as a whole.</summary>
    public string? Part { get; } = part;
}
