using WcfBroker.Core.Commands;
using WcfBroker.Core.Counting;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Retention;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core;

/// <summary>
/// The broker as a pure state machine: applies commands at the times given and says what is to be done outside. Reads no
/// clock, does no I/O, never waits; the same commands in the same order give the same state and the same effects.
/// </summary>
public sealed class Broker
{
    private readonly BrokerState _state;
    private readonly SessionTable _sessions;
    private readonly Publishing _publishing;
    private readonly Subscribing _subscribing;
    private readonly DurableBroker _durable;
    private readonly Requesting _requesting;
    private readonly TopicListing _listing;
    private readonly Restoring _restoring;
    private readonly Dropping _dropping;

    public Broker(BrokerLimits limits, TopicPolicies? policies = null)
    {
        _state = new BrokerState(limits, policies ?? TopicPolicies.None);
        var creation = new TopicCreation(_state);
        var retaining = new Retaining(_state);
        _restoring = new Restoring(_state);
        _durable = new DurableBroker(_state, creation, retaining, _restoring);
        _subscribing = new Subscribing(_state, creation, _restoring, _durable.Subscribing);
        _requesting = new Requesting(_state);
        _sessions = new SessionTable(_state, _subscribing, _durable.Subscribing, _requesting);
        _dropping = new Dropping(_state);
        _publishing = new Publishing(_state, creation, _durable.Appending, _dropping);
        _listing = new TopicListing(_state, _restoring);
    }

    public BrokerLimits Limits => _state.Limits;

    public TopicPolicies Policies => _state.Policies;

    /// <summary>What has been done since the start.</summary>
    public BrokerCounters Counters => _state.Counters;

    /// <summary>Topics in order of creation, for writers that render notices of new topics.</summary>
    public TopicLog TopicLog => _state.Topics.Log;

    /// <summary>Whether time alone can change something: then <see cref="Tick"/> is wanted.</summary>
    public bool HasDeadlines => _state.Requests.Count > 0 || _state.Durables.HasDeadlines;

    /// <summary>A digest of the state: equal for brokers that applied the same commands.</summary>
    public ulong Hash() => StateHash.Of(_state);

    /// <summary>Answers what is still open; the last thing that a broker does.</summary>
    public void Stop(IList<Effect> effects) => _requesting.Stop(effects);

    /// <summary>Lets go of the durable subscriptions' sessions, so that the next start knows exactly what they had.</summary>
    public void Leave(DateTime now, IList<Effect> effects)
    {
        _state.Advance(now);
        _durable.Subscribing.Stop(effects);
    }

    /// <summary>Goes on, at a time, where a broker with this store stopped. To be called once, before the first command.</summary>
    public void Restore(IStore store, DateTime now)
    {
        _state.Advance(now);
        _durable.Restore(_restoring.From(store));
    }

    /// <summary>From which sequence on nothing is trimmed or dropped.</summary>
    internal void HoldFrom(long sequence) => _state.HeldFrom = sequence;

    /// <summary>Who reads messages that are kept but no longer in memory.</summary>
    internal void ReadWith(Action<StoreRead> reader) => _state.Reader = reader;

    /// <summary>Moves what is to be stored, in order, to a list.</summary>
    internal void TakeRecords(List<StoreRecord> to)
    {
        if (_state.Records is not { } records)
            return;
        _state.Durables.Flush(_state.History.Next, records);
        to.AddRange(records);
        records.Clear();
    }

    public void Apply(DateTime now, Command command, IList<Effect> effects)
    {
        _state.Advance(now);
        switch (command)
        {
            case Publish publish: _publishing.Apply(publish, effects); break;
            case PublishBatch batch: _publishing.Apply(batch, effects); break;
            case Kept kept: _subscribing.Apply(kept, effects); break;
            case KeptRetained kept: _subscribing.Apply(kept, effects); break;
            case KeptLast last: _listing.Apply(last, effects); break;
            case Refill refill: _subscribing.Apply(refill, effects); break;
            case SendRequest request: _requesting.Apply(request, effects); break;
            case SendReply reply: _requesting.Apply(reply, effects); break;
            case Tick: Expire(effects); break;
            case Subscribe subscribe: _subscribing.Apply(subscribe, effects); break;
            case Unsubscribe unsubscribe: _subscribing.Apply(unsubscribe, effects); break;
            case UnsubscribeTopic cancel: _subscribing.Apply(cancel, effects); break;
            case ListTopics list: _listing.Apply(list, effects); break;
            case SendTopicList list: _listing.Apply(list, effects); break;
            case SendWord word: _sessions.Apply(word, effects); break;
            case GetLastMessage last: _listing.Apply(last, effects); break;
            case TrimLog trim: Apply(trim, effects); break;
            case DropMessages drop: _dropping.Apply(drop, effects); break;
            case ReportRoom room: _state.RoomBytes = room.RoomBytes; break;
            case Attach attach: _sessions.Apply(attach, effects); break;
            case ListSessions list: _sessions.Apply(list, effects); break;
            case Detach detach: _sessions.Apply(detach, effects); break;
            case DurableCommand durable: _durable.Apply(durable, effects); break;
            default: throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "The broker knows no such command.");
        }
    }

    private void Expire(IList<Effect> effects)
    {
        _requesting.Expire(effects);
        _durable.Expire(effects);
    }

    private void Apply(TrimLog trim, IList<Effect> effects)
    {
        _durable.TakeCare(effects);
        _dropping.Apply(trim, effects);
    }
}
