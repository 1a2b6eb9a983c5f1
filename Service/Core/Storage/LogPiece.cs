namespace WcfBroker.Core.Storage;

/// <summary>A piece of the log that is wanted: from a sequence on, not from before a time.</summary>
internal readonly record struct LogPiece(long From, int MessagesMax, long BytesMax, DateTime? NotBeforeUtc)
{
    public MessagePage Read(IStore store)
    {
        var from = NotBeforeUtc is { } time ? Math.Max(From, store.FirstAt(time)) : From;
        return store.Read(from, MessagesMax, BytesMax);
    }
}
