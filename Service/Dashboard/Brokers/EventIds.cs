namespace WcfBroker.Dashboard.Brokers;

/// <summary>The numbers of the dashboard's log events: never used twice, never used again.</summary>
internal static class EventIds
{
    public const int CallFailed = 6001;
}
