using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client.Subscriptions;

/// <summary>A notice of the broker, as an event.</summary>
/// <param name="notice">The notice.</param>
public sealed class NoticeEventArgs(Notice notice) : EventArgs
{
    /// <summary>The notice.</summary>
    public Notice Notice { get; } = notice;
}
