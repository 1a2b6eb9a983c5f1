namespace WcfBroker.Core.Durable;

/// <summary>How long a message waits before it is tried again: 1 s, doubling to 60 s, 10 % more or less.</summary>
internal static class RedeliveryDelay
{
    private const int DoublingsMax = 6;
    private const double Spread = 0.1;
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    /// <summary>The same message waits as long on every machine that applies the same commands; another one does not.</summary>
    public static TimeSpan After(int attempts, int subscriptionId, long sequence)
    {
        var delay = TimeSpan.FromSeconds(1L << Math.Clamp(attempts - 1, 0, DoublingsMax));
        return (delay < Max ? delay : Max) * (1 + (Spread * ((2 * Share(attempts, subscriptionId, sequence)) - 1)));
    }

    // A number from 0 to 1: the finalizer of SplitMix64, which spreads neighbours far apart.
    private static double Share(int attempts, int subscriptionId, long sequence)
    {
        var mixed = unchecked(((ulong)sequence * 0x9e3779b97f4a7c15) + ((ulong)subscriptionId << 32) + (ulong)attempts);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94d049bb133111eb);
        return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
    }
}
