using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>The stored messages of a broker in memory.</summary>
internal sealed class FakeLog
{
    public List<Delivery> Messages { get; } = [];

    public List<long> Clearing { get; } = [];

    public LogPage Read(long from, int count)
    {
        var rest = Messages.Where(message => message.Sequence >= from).ToList();
        var clearing = Clearing.Where(sequence => rest.Take(count).Any(message => message.Sequence == sequence)).ToArray();
        return new LogPage
        {
            Messages = [.. rest.Take(count)],
            Next = rest.Count > count ? rest[count].Sequence : null,
            HeadSequence = Messages.Count == 0 ? 0 : Messages[^1].Sequence,
            Epoch = "00000000000000e1",
            Clearing = clearing is [] ? null : clearing,
        };
    }
}
