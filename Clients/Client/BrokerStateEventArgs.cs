namespace WcfBroker.Client;

/// <summary>What a <c>StateChanged</c> event tells.</summary>
/// <param name="state">The new state.</param>
/// <param name="attempt">See <see cref="Attempt"/>.</param>
/// <param name="delay">See <see cref="Delay"/>.</param>
/// <param name="error">See <see cref="Error"/>.</param>
public sealed class BrokerStateEventArgs(BrokerConnectionState state, int attempt, TimeSpan delay, Exception? error) : EventArgs
{
    /// <summary>The new state.</summary>
    public BrokerConnectionState State { get; } = state;

    /// <summary>While reconnecting: which attempt follows, from 1; otherwise 0.</summary>
    public int Attempt { get; } = attempt;

    /// <summary>While reconnecting: how long the client waits before that attempt; otherwise zero.</summary>
    public TimeSpan Delay { get; } = delay;

    /// <summary>Why the last attempt failed or the end came; null when there is no more to say.</summary>
    public Exception? Error { get; } = error;
}
