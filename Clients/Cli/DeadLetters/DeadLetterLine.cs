using WcfBroker.Cli.Subscribing;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Cli.DeadLetters;

/// <summary>A dead letter as a JSON line.</summary>
internal sealed record DeadLetterLine(
    long Sequence, DateTime DeadUtc, string Reason, int Attempts, DateTime? FirstAttemptUtc, DateTime? LastAttemptUtc, DeliveryLine Message)
{
    public static DeadLetterLine Of(DeadLetterInfo letter) => new(
        letter.Sequence,
        letter.DeadUtc,
        letter.Reason,
        letter.Attempts,
        letter.FirstAttemptUtc,
        letter.LastAttemptUtc,
        DeliveryLine.Of(letter.Message));
}
