namespace WcfBroker.Server.Observability;

/// <summary>How deliveries are settled, as traces name it.</summary>
internal static class SettleNames
{
    public const string Acknowledge = "acknowledge";
    public const string Return = "return";
    public const string Reject = "reject";
}
