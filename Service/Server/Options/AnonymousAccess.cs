namespace WcfBroker.Server.Options;

/// <summary>From where callers are let in who do not say who they are.</summary>
public enum AnonymousAccess
{
    /// <summary>From this machine.</summary>
    Loopback,

    /// <summary>From nowhere: everyone logs in.</summary>
    Never,

    /// <summary>From everywhere.</summary>
    Everywhere,
}
