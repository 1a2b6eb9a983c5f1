using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>A connection that can subscribe to a great many topics.</summary>
/// <param name="Socket">The connection, of which nothing has been received yet.</param>
/// <param name="Call">Subscribes to one topic; numbered by <see cref="NumberedPayload.Renumber"/>.</param>
/// <param name="CallNumbers">The numbers in it; the first is the topic's.</param>
/// <param name="Confirmation">What each answer has once.</param>
/// <param name="DeliveryNumbers">The numbers in a delivery of a topic that has one.</param>
internal sealed record ManySubscriptions(RawSocket Socket, byte[] Call, int CallNumbers, byte[] Confirmation, int DeliveryNumbers) : IDisposable
{
    public void Dispose() => Socket.Dispose();
}
