using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Commands;

/// <summary>
/// Give kept messages to a durable subscription once more: those that are its own, and that it has settled or never came to. All of them,
/// or none. Gets how many there are.
/// </summary>
public sealed record ReplayMessages(string Subscription, IReadOnlyList<LogEntry> Messages, IReply<int> Reply) : DurableCommand
{
    public override long Bytes => 128 + (24L * Messages.Count);

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
