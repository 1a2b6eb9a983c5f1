namespace WcfBroker.Core.Messages;

/// <summary>One protocol's encoded form of a message: how it is made, and the slot of the message that holds it.</summary>
public sealed class MessageForm<T>(Func<PublishedMessage, T> make)
    where T : class
{
    internal int Slot { get; } = MessageFormSlots.Next();

    internal Func<PublishedMessage, T> Make { get; } = make;
}
