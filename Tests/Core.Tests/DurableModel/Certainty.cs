namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>Whether something must be, may be, or must not be.</summary>
internal enum Certainty
{
    No,
    Maybe,
    Must,
}
