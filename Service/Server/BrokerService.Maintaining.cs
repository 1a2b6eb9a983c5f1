using System.Globalization;
using WcfBroker.Contracts.Administration;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Inspection;

namespace WcfBroker.Server;

/// <summary>What keeps the broker's messages safe, and carries them elsewhere.</summary>
public sealed partial class BrokerService
{
    private const int LogPageDefault = 100;

    public Task<BackupInfo> StartBackupAsync(string? name) => Audited("back up the store", name, () =>
    {
        Store("there is nothing to back up");
        return Task.FromResult(_services.Backups.Start(name));
    });

    public Task<BackupInfo?> GetBackupAsync() => Administered("look at the backup", () => Task.FromResult(_services.Backups.Last));

    public Task<LogPage> ReadLogAsync(string topic, long from, DateTime? fromUtc, int count) => Administered("read the log", async () =>
    {
        var (filter, page) = (TopicFilter.Parse(topic), PageOf(count, LogPageDefault));
        Permit(_access.CheckRead(filter, "topic"));
        var store = Store("it has no log to read");
        if (from < 0)
            throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "from", "A sequence is 1 or more; 0 stands for the oldest.", from.ToString(CultureInfo.InvariantCulture)));
        if (from == 0 && fromUtc is { } time)
            from = store.FirstAt(time.ToUniversalTime());
        var reply = new Reply<BrokerStatus>();
        Loop.Post(new GetStatus(reply));
        var status = await reply.Task.ConfigureAwait(false);
        var pages = new LogPages(store, Loop.Broker.TopicLog, filter, _services.Time.GetUtcNow().UtcDateTime);
        var log = pages.Read(Math.Max(from, status.FirstSequence), status.HeadSequence, page);
        log.Epoch = _services.Storage.Epoch;
        return log;
    });
}
