using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>Answers as text, to compare.</summary>
internal static class Answers
{
    /// <summary>The answer among the effects of a command; null if there is none.</summary>
    public static string? Of(IEnumerable<Effect> effects) => effects.Select(Of).SingleOrDefault(answer => answer is not null);

    public static string Receipt(long sequence, bool duplicate = false) => $"receipt {sequence}{(duplicate ? " duplicate" : "")}";

    public static string Settled(int settled, IEnumerable<long> stale) => $"settled {settled}, stale {string.Join(' ', stale)}";

    public static string Refused(Errors.ErrorCode code) => $"refused {code}";

    public static string Started(bool resumed) => $"started {resumed}";

    public static string Listed(string name, int members, int inFlight, int letters, DateTime? idleSince) =>
        $"{name}: {members} members, {inFlight} in flight, {letters} dead, idle {idleSince:O}";

    private static string? Of(Effect effect) => effect switch
    {
        Answer<Done> => "done",
        Answer<int> number => $"{number.Value}",
        Answer<Receipt> receipt => Receipt(receipt.Value.Sequence, receipt.Value.Duplicate),
        Answer<Receipt[]> receipts => string.Join(", ", receipts.Value.Select(receipt => Receipt(receipt.Sequence, receipt.Duplicate))),
        Answer<SettleResult> settled => Settled(settled.Value.Settled, settled.Value.Stale),
        Answer<SubscriptionStarted> started => Started(started.Value.Resumed),
        Answer<DurableList> list => string.Join('\n', list.Value.Subscriptions.Select(one =>
            Listed(one.Name, one.Members, one.InFlight, one.DeadLetters, one.IdleSinceUtc))),
        Refusal<Done> refusal => Refused(refusal.Error.Code),
        Refusal<int> refusal => Refused(refusal.Error.Code),
        Refusal<Receipt> refusal => Refused(refusal.Error.Code),
        Refusal<Receipt[]> refusal => Refused(refusal.Error.Code),
        Refusal<SettleResult> refusal => Refused(refusal.Error.Code),
        Refusal<SubscriptionStarted> refusal => Refused(refusal.Error.Code),
        _ => null,
    };
}
