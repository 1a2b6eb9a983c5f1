using System.Collections.Concurrent;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Security.Rights;

/// <summary>The rules of the configuration. What each identity may do is worked out once, and kept for those seen last.</summary>
internal sealed class AccessRules(IReadOnlyList<RightOptions> rules)
{
    private const int IdentitiesMax = 10_000;

    private readonly ConcurrentDictionary<Identity, IdentityRights> _identities = [];
    private readonly IdentityRights _anonymous = Combine(rules, null);
    private int _count;

    /// <summary>What a caller may do; null is an anonymous one.</summary>
    public IdentityRights Of(Identity? caller)
    {
        if (caller is null)
            return _anonymous;
        if (_identities.TryGetValue(caller, out var rights))
            return rights;
        if (Interlocked.Increment(ref _count) > IdentitiesMax)
        {
            _identities.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return _identities.GetOrAdd(caller, identity => Combine(rules, identity));
    }

    private static IdentityRights Combine(IReadOnlyList<RightOptions> rules, Identity? caller)
    {
        var own = rules.Where(rule => RightWho.Matches(rule.Who, caller)).ToArray();
        return new IdentityRights(
            [.. own.SelectMany(rule => rule.Publish).Select(filter => TopicFilter.Parse(filter))],
            [.. own.SelectMany(rule => rule.Subscribe).Select(filter => TopicFilter.Parse(filter))],
            own.Any(rule => rule.Administer));
    }
}
