using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Commands;

/// <summary>Forget the messages of some ranges, but for those that their topics retain.</summary>
/// <param name="Ranges">In order, at most <see cref="MessagesDropped.MessagesMax"/> sequences in all; none to ask for the answer alone.</param>
/// <param name="Reply">Gets the sequence from which on messages are held, and were not dropped.</param>
public sealed record DropMessages(IReadOnlyList<SequenceRange> Ranges, IReply<long> Reply) : Command
{
    /// <summary>That all messages before a sequence are older than an age which policies name; null for nothing new.</summary>
    public (TimeSpan AgeMax, long Before)? Aged { get; init; }

    public override long Bytes => 128 + (16L * Ranges.Count);

    public override void Refuse(BrokerError error) => Reply.Refuse(error);
}
