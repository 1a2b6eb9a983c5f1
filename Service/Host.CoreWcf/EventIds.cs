namespace WcfBroker.Host.CoreWcf;

/// <summary>The numbers of this host's log events, behind those of the server: never used twice, never used again.</summary>
internal static class EventIds
{
    public const int ServiceNotEnded = 9001;
    public const int CallFailed = 9002;
    public const int SessionAborted = 9003;
}
