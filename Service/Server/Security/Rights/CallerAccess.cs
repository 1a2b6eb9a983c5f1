using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Access;

namespace WcfBroker.Server.Security.Rights;

/// <summary>
/// What one caller may do, asked before each of its acts, whatever protocol it comes by. Without rules that costs two
/// comparisons; with rules, a look into what was decided before.
/// </summary>
internal sealed class CallerAccess(AccessControl control, Identity? user, bool isLocal, string address, Action<string> abort) : IClientAccess, IDisposable
{
    private const int FiltersMax = 1_024;

    private readonly HashSet<TopicFilter> _subscribed = [];
    private readonly ITimer? _expiry = user?.Expires is { } expires ? EndAt(expires, control.Time, abort) : null;
    private volatile SecuritySettings? _settings;
    private IdentityRights? _rights;

    public string? Identity => user?.Name;

    /// <summary>Whether the rules make the caller an administrator, who may use what belongs to others.</summary>
    public bool IsAdministrator => Rights() is { MayAdminister: true };

    /// <summary>Whether the caller may administer: an administrator may, and everyone while there are no rules.</summary>
    public bool MayAdminister => Rights() is not { MayAdminister: false };

    /// <summary>Whether the caller may be shown a topic; null when it may be shown all.</summary>
    public Func<TopicName, bool>? Shown => Rights() is { } rights ? rights.MayRead : null;

    public BrokerError? CheckPublish(TopicName topic, string parameter = "topic") =>
        Rights() is { } rights && !rights.MayPublish(topic) ? Refuse("publish to", "publish to this topic", parameter, topic.Value) : null;

    public BrokerError? CheckRead(TopicName topic, string parameter = "topic") =>
        Rights() is { } rights && !rights.MayRead(topic) ? Refuse("read", "read this topic", parameter, topic.Value) : null;

    public BrokerError? CheckAdminister(string act) =>
        Rights() is { } rights && !rights.MayAdminister ? Refuse("administer", "administer this broker", null, act) : null;

    /// <summary>Says why a caller may not subscribe; if it may, its session ends when it may no longer.</summary>
    public BrokerError? CheckSubscribe(TopicFilter filter, string parameter = "topic")
    {
        // Remembered first: a change that comes in between is then seen by one of the two.
        bool added;
        lock (_subscribed)
        {
            control.Add(this);
            added = _subscribed.Count < FiltersMax && _subscribed.Add(filter);
        }

        if (CheckRead(filter, parameter) is not { } refusal)
            return null;
        lock (_subscribed)
        {
            if (added)
                _subscribed.Remove(filter);
        }

        return refusal;
    }

    /// <summary>Says why a caller may not go on with a subscription that it has.</summary>
    public BrokerError? CheckRead(TopicFilter filter, string parameter) =>
        Rights() is { } rights && !rights.MaySubscribe(filter)
            ? Refuse("subscribe to", "subscribe to all that this filter covers", parameter, filter.Text)
            : null;

    /// <summary>Ends the session if the rules have changed so that it holds a subscription that it may not have.</summary>
    public void EndIfForbidden()
    {
        TopicFilter[] subscribed;
        lock (_subscribed)
            subscribed = [.. _subscribed];
        if (Rights() is not { } rights || (subscribed.Length < FiltersMax && Array.TrueForAll(subscribed, rights.MaySubscribe)))
            return;
        control.Audit.AccessRefused(Identity, address, "go on after a change of", "the rules");
        abort("what the caller may do has changed");
    }

    public void Dispose()
    {
        _expiry?.Dispose();
        control.Remove(this);
    }

    private static ITimer EndAt(DateTimeOffset expires, TimeProvider time, Action<string> abort)
    {
        var left = (expires - time.GetUtcNow()).TotalMilliseconds;
        return time.CreateTimer(_ => abort("its login has expired"), null, TimeSpan.FromMilliseconds(Math.Clamp(left, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    // Null when everything is allowed.
    private IdentityRights? Rights()
    {
        var settings = control.Current;
        if (settings != _settings)
        {
            _rights = IsAdmitted(settings) ? settings.Rules?.Of(user) : IdentityRights.None;
            _settings = settings;
        }

        return _rights;
    }

    // A user who was taken out of the list, or whose roles have changed, is no longer the one who logged in.
    private bool IsAdmitted(SecuritySettings settings) => user is null
        ? settings.AdmitsAnonymous(isLocal)
        : !user.IsListed || user.Equals(settings.Users.Find(user.Name)?.Identity);

    private BrokerError Refuse(string act, string told, string? parameter, string target)
    {
        control.Audit.AccessRefused(Identity, address, act, target);
        return new BrokerError(ErrorCode.AccessDenied, user is null ? $"Without a login the caller may not {told}." : $"The caller may not {told}.")
        {
            Parameter = parameter,
            Value = parameter is null ? null : target,
        };
    }
}
