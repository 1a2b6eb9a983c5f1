namespace WcfBroker.Core.Messages;

/// <summary>Numbers the encoded forms; there are as many as protocols with shared encodings.</summary>
internal static class MessageFormSlots
{
    private static int _last = -1;

    public static int Next() => Interlocked.Increment(ref _last);
}
