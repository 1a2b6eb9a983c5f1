using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Tests.Model;

/// <summary>A session as the reference keeps it.</summary>
internal sealed class ReferenceSession(long id, bool oncePerMessage)
{
    public long Id => id;

    public bool OncePerMessage => oncePerMessage;

    public List<ReferenceSubscription> Subscriptions { get; } = [];

    /// <summary>Those that catch up, in the order of their turns.</summary>
    public List<ReferenceSubscription> Turns { get; } = [];

    public ReferenceRoom FirstRoom { get; set; } = new();

    public bool WatchesAll => Subscriptions.Exists(subscription => subscription.Options.TopicNotices == TopicNotices.All);
}
