namespace WcfBroker.ServiceModel.Http;

/// <summary>The numbers of log messages.</summary>
internal static class EventIds
{
    public const int CallRefused = 2100;
    public const int CallFailed = 2101;
    public const int AnswerLost = 2102;
    public const int InstanceFailed = 2103;
    public const int ConnectionAborted = 2104;
    public const int RequestLost = 2105;
}
