namespace WcfBroker.Client.Sessions;

/// <summary>
/// Delays that double from <paramref name="first"/> to <paramref name="longest"/>, each shortened by up to half at random.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private const int DoublingsMax = 30;

    public TimeSpan Delay(int attempt)
    {
        var doublings = Math.Clamp(attempt - 1, 0, DoublingsMax);
        var ticks = Math.Min(first.Ticks * Math.Pow(2, doublings), longest.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 - random.NextDouble() / 2)));
    }
}
