namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>How long a test waits for what must happen.</summary>
public static class TestTime
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);
}
