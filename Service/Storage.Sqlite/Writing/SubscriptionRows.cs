using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>Writes and reads durable subscriptions with their holes.</summary>
internal sealed class SubscriptionRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, "INSERT INTO subscription VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    private readonly Statement _update = new(
        connection, "UPDATE subscription SET name=?2, owner=?3, filter=?4, shared=?5, idle_since=?6, options=?7 WHERE id=?1");
    private readonly Statement _delete = new(connection, "DELETE FROM subscription WHERE id=?1");
    private readonly Statement _deleteHoles = new(connection, "DELETE FROM hole WHERE subscription=?1");
    private readonly Statement _move = new(connection, "UPDATE subscription SET cursor=max(cursor, ?2) WHERE id=?1");
    private readonly Statement _open = new(connection, "INSERT OR IGNORE INTO hole VALUES(?1, ?2, 0, NULL)");
    private readonly Statement _close = new(connection, "DELETE FROM hole WHERE subscription=?1 AND seq=?2");
    private readonly Statement _count = new(connection, "INSERT OR REPLACE INTO hole VALUES(?1, ?2, ?3, ?4)");

    public void Write(SubscriptionCreated record)
    {
        Bind(_insert, record.Subscription);
        _insert.Bind(8, record.Cursor).Run();
    }

    public void Write(SubscriptionChanged record)
    {
        Bind(_update, record.Subscription);
        _update.Run();
    }

    public void Write(SubscriptionDeleted record)
    {
        _delete.Bind(1, (long)record.SubscriptionId).Run();
        _deleteHoles.Bind(1, (long)record.SubscriptionId).Run();
    }

    public void Write(Acknowledged record)
    {
        long id = record.SubscriptionId;
        _move.Bind(1, id).Bind(2, record.Cursor).Run();
        foreach (var sequence in record.Opened)
            _open.Bind(1, id).Bind(2, sequence).Run();
        foreach (var sequence in record.Closed)
            _close.Bind(1, id).Bind(2, sequence).Run();
    }

    public void Write(AttemptCounted record)
    {
        var (sequence, attempts, notBefore) = record.Hole;
        _count.Bind(1, (long)record.SubscriptionId).Bind(2, sequence).Bind(3, (long)attempts).Bind(4, notBefore?.Ticks).Run();
    }

    public List<SubscriptionState> Read()
    {
        using var holes = new Statement(connection, "SELECT seq, attempts, not_before FROM hole WHERE subscription=?1 ORDER BY seq");
        using var rows = new Statement(connection, "SELECT * FROM subscription ORDER BY id");
        var subscriptions = new List<SubscriptionState>();
        while (rows.Step())
        {
            var subscription = new StoredSubscription
            {
                Id = rows.Int32(0),
                Name = rows.Text(1),
                Owner = rows.TextOrNull(2),
                Filter = rows.Text(3),
                Shared = rows.Int64(4) != 0,
                IdleSinceUtc = rows.Time(5),
                Options = rows.Bytes(6).ToArray(),
            };
            subscriptions.Add(new SubscriptionState(subscription, rows.Int64(7), ReadHoles(holes, subscription.Id)));
        }

        return subscriptions;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_insert, _update, _delete, _deleteHoles, _move, _open, _close, _count])
            statement.Dispose();
    }

    private static void Bind(Statement statement, StoredSubscription subscription) => statement
        .Bind(1, (long)subscription.Id)
        .BindText(2, subscription.Name)
        .BindText(3, subscription.Owner)
        .BindText(4, subscription.Filter)
        .Bind(5, subscription.Shared ? 1L : 0L)
        .Bind(6, subscription.IdleSinceUtc?.Ticks)
        .Bind(7, subscription.Options.Span);

    private static List<Hole> ReadHoles(Statement rows, int subscriptionId)
    {
        var holes = new List<Hole>();
        rows.Bind(1, (long)subscriptionId);
        while (rows.Step())
            holes.Add(new Hole(rows.Int64(0), rows.Int32(1), rows.Time(2)));
        return holes;
    }
}
