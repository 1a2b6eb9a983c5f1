namespace WcfBroker.Samples.Original.Protocol;

/// <summary>A message of the lab's protocol.</summary>
/// <param name="Method">SUBSCRIBE, PUBLISH, LIST, CANCEL_SUB; from the broker also LAST_MSG, LIST_ACK, LIST_NACK.</param>
/// <param name="Topic">The topic; the root is empty or slashes.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsNumber">True when the value is a whole number: JSON writes it without quotes.</param>
internal sealed record LabMessage(string Method, string Topic, string Text, bool IsNumber = false);
