using System.Collections.Concurrent;
using WcfBroker.Server.Calls;

namespace WcfBroker.Server.Security.Rights;

/// <summary>Decides what each caller may do. When the settings change, those lose their sessions who hold what they no longer may.</summary>
internal sealed class AccessControl
{
    private readonly ConcurrentDictionary<CallerAccess, bool> _subscribers = [];
    private readonly SecurityMonitor _monitor;

    public AccessControl(SecurityMonitor monitor, Audit audit, TimeProvider time)
    {
        _monitor = monitor;
        Audit = audit;
        Time = time;
        monitor.Changed += EndWhatIsForbidden;
    }

    public Audit Audit { get; }

    public TimeProvider Time { get; }

    public SecuritySettings Current => _monitor.Current;

    public CallerAccess Of(ICaller caller) => new(this, caller.User, caller.IsLocal, caller.Address, caller.Abort);

    public void Add(CallerAccess subscriber) => _subscribers[subscriber] = true;

    public void Remove(CallerAccess subscriber) => _subscribers.TryRemove(subscriber, out _);

    private void EndWhatIsForbidden()
    {
        foreach (var subscriber in _subscribers.Keys)
            subscriber.EndIfForbidden();
    }
}
