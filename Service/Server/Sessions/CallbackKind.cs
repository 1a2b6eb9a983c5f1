namespace WcfBroker.Server.Sessions;

/// <summary>Which callback a subscription's messages come by.</summary>
public enum CallbackKind
{
    Batches,
    OneByOne,
    TwoWay,
}
