namespace WcfBroker.Core.Subscriptions;

/// <summary>Names a subscription, unique in the broker.</summary>
public readonly record struct SubscriptionId(string Value)
{
    public override string ToString() => Value;
}
