using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>Writes records as rows. The index is as it was before the record.</summary>
internal sealed class RecordWriter(SqliteConnection connection, StoreIndex index, RowRemoval removal, RetainedPages retained) : IDisposable
{
    private readonly Statement _topic = new(connection, "INSERT INTO topic VALUES(?1, ?2)");
    private readonly Statement _cleared = new(connection, "INSERT INTO cleared VALUES(?1, ?2) ON CONFLICT DO UPDATE SET seq=max(seq, excluded.seq)");
    private readonly Statement _setFirst = new(connection, "UPDATE meta SET value=?1 WHERE key='first'");
    private readonly Statement _setHead = new(connection, "UPDATE meta SET value=?1 WHERE key='head'");
    private readonly Statement _setReserved = new(connection, "INSERT OR REPLACE INTO meta VALUES('reserved', ?1)");
    private readonly MessageInsert _messages = new(connection);
    private readonly SubscriptionRows _subscriptions = new(connection);
    private readonly DeadLetterRows _deadLetters = new(connection);

    public List<SubscriptionState> ReadSubscriptions() => _subscriptions.Read();

    public void Write(StoreRecord record)
    {
        switch (record)
        {
            case MessageAppended appended:
                Append(appended.Message);
                break;
            case Acknowledged acknowledged:
                _subscriptions.Write(acknowledged);
                break;
            case AttemptCounted counted:
                _subscriptions.Write(counted);
                break;
            case TopicCreated created:
                _topic.Bind(1, (long)created.TopicId).BindText(2, created.Name).Run();
                break;
            case RetainedCleared cleared:
                Clear(cleared.TopicId, index.Head);
                removal.RemoveSuperseded(index.RetainedOf(cleared.TopicId));
                break;
            case SubscriptionCreated created:
                _subscriptions.Write(created);
                break;
            case SubscriptionChanged changed:
                _subscriptions.Write(changed);
                break;
            case SubscriptionDeleted deleted:
                _subscriptions.Write(deleted);
                break;
            case DeadLettered dead:
                Append(dead.Letter.Message);
                _deadLetters.Insert(dead.Letter);
                _subscriptions.Write(dead.Acknowledgement);
                break;
            case DeadLetterDropped dropped:
                Drop(dropped.Sequence);
                break;
            case SequencesReserved sequences:
                _setReserved.Bind(1, sequences.Through).Run();
                break;
            case LogTrimmed trimmed:
                _setFirst.Bind(1, trimmed.FirstSequence).Run();
                SaveHead();
                break;
            case MessagesDropped dropped:
                foreach (var range in dropped.Ranges)
                    removal.Remove(range);
                SaveHead();
                break;
            default:
                throw new ArgumentException($"The store knows no record {record.GetType().Name}.", nameof(record));
        }
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_topic, _cleared, _setFirst, _setHead, _setReserved, _messages, _subscriptions, _deadLetters])
            part.Dispose();
    }

    private void Append(in StoredMessage message)
    {
        _messages.Run(message);
        removal.RemoveSuperseded(index.RetainedOf(message.TopicId));
        if (message.Content.ClearRetained)
            Clear(message.TopicId, message.Sequence);
        else
            retained.Touch(message.TopicId);
    }

    private void Clear(int topicId, long sequence)
    {
        _cleared.Bind(1, (long)topicId).Bind(2, sequence).Run();
        retained.Touch(topicId);
    }

    private void Drop(long deadLetter)
    {
        if (!index.DeadLetters.TryGetValue(deadLetter, out var topicId))
            return;
        _deadLetters.Delete(deadLetter);
        removal.Delete(new SequenceRange(deadLetter, deadLetter));
        if (index.IsRetained(deadLetter, topicId))
            Clear(topicId, deadLetter);
        SaveHead();
    }

    // The row of the newest sequence may be gone: it must not be given again.
    private void SaveHead() => _setHead.Bind(1, index.Head).Run();
}
