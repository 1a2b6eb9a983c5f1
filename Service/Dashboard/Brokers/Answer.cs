namespace WcfBroker.Dashboard.Brokers;

/// <summary>What the broker answered, or why it did not.</summary>
internal readonly record struct Answer<T>(T? Value, string? Error)
{
    /// <summary>The fault's code; null if there was none.</summary>
    public string? Code { get; init; }

    public bool IsError => Error is not null;
}
