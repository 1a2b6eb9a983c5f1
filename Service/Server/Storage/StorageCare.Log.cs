using Microsoft.Extensions.Logging;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Storage;

internal sealed partial class StorageCare
{
    [LoggerMessage(EventIds.StoreNotFlushed, LogLevel.Warning,
        "Storage:FlushBeforeReceipt is false: a power cut loses the newest messages of {Place}, although they were acknowledged")]
    private partial void NotFlushed(string place);

    [LoggerMessage(EventIds.StoreRoomOut, LogLevel.Error,
        "Publishing is refused: {Place} has {FreeBytes} bytes of free disk, and {FreeBytesMin} are wanted. Reading goes on. Free some room, or lower Storage:BytesMax")]
    private partial void RoomIsOut(string place, long freeBytes, long freeBytesMin);

    [LoggerMessage(EventIds.StoreRoomBack, LogLevel.Information, "Publishing goes on: {Place} has room again")]
    private partial void RoomIsBack(string place);

    [LoggerMessage(EventIds.StoreHeld, LogLevel.Error,
        "Publishing is refused: {Place} is larger than Storage:BytesMax = {BytesMax}, and a policy with HoldForSubscriptions holds what durable subscriptions have not settled. Attach or delete these, or raise Storage:BytesMax")]
    private partial void IsFullOfHeld(string place, long bytesMax);

    [LoggerMessage(EventIds.StoreDamaged, LogLevel.Error,
        "{Count} messages in {Place} are damaged since the start: they are not what was written, and are never delivered")]
    private partial void DamageFound(long count, string place);
}
