namespace WcfBroker.Server.Sessions;

/// <summary>How a subscription is called back; travels with the subscription as its tag.</summary>
public sealed class CallbackPreference(CallbackKind kind)
{
    public CallbackKind Kind { get; } = kind;

    /// <summary>What the session's channel keeps with the subscription; used by its one writer alone.</summary>
    public object? ChannelState { get; set; }
}
