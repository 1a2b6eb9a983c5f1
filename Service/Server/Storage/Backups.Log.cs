using Microsoft.Extensions.Logging;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Storage;

internal sealed partial class Backups
{
    [LoggerMessage(EventIds.BackupDone, LogLevel.Information, "The backup {Path} is done: {Bytes} bytes, messages up to {HeadSequence}")]
    private partial void IsDone(string path, long bytes, long headSequence);

    [LoggerMessage(EventIds.BackupFailed, LogLevel.Error, "The backup {Path} failed: {Reason}")]
    private partial void HasFailed(string path, string reason);
}
