namespace WcfBroker.Core.Storage.Records;

/// <summary>
/// Retention of single topics: the messages of these ranges are gone, but for retained messages and dead letters. The rows
/// go with the batch, so ranges hold <see cref="MessagesMax"/> sequences in all at most.
/// </summary>
public sealed record MessagesDropped(IReadOnlyList<SequenceRange> Ranges) : StoreRecord
{
    public const int MessagesMax = 10_000;
}
