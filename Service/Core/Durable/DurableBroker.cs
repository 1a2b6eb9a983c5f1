using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>The part of the broker that keeps durable subscriptions: who does what for them.</summary>
internal sealed class DurableBroker
{
    private readonly BrokerState _state;
    private readonly Restoring _restoring;
    private readonly Holding _holding;
    private readonly Dispatching _dispatching;
    private readonly Settling _settling;
    private readonly DeadLetters _letters;
    private readonly Replaying _replaying;
    private readonly DeadLetterCare _letterCare;
    private readonly DurableListing _listing;
    private readonly Measuring _measuring;

    public DurableBroker(BrokerState state, TopicCreation creation, Retaining retaining, Restoring restoring)
    {
        _state = state;
        _holding = new Holding(state);
        _restoring = restoring;
        _dispatching = new Dispatching(state, new LogWalk(state, restoring));
        Appending = new Appending(state, retaining, _dispatching);
        _letters = new DeadLetters(state, creation, retaining, Appending);
        _replaying = new Replaying(state, _holding, _dispatching);
        _letterCare = new DeadLetterCare(state, _letters, _replaying, _dispatching);
        _settling = new Settling(state, _dispatching, _letters);
        _listing = new DurableListing(state, _letters);
        _measuring = new Measuring(state, _letters);
        Subscribing = new DurableSubscribing(state, new DurableStart(state), _holding, _dispatching, _settling);
    }

    public Appending Appending { get; }

    public DurableSubscribing Subscribing { get; }

    /// <summary>Goes on with the subscriptions and dead letters that a store has.</summary>
    public void Restore(StoreState stored)
    {
        _state.Durables.LastToken = _state.Now.Ticks;
        foreach (var letter in stored.DeadLetters)
            _letters.Restore(letter);
        foreach (var subscription in stored.Subscriptions)
            Restore(subscription);
    }

    public void Apply(DurableCommand command, IList<Effect> effects)
    {
        switch (command)
        {
            case Acknowledge acknowledge: _settling.Apply(acknowledge, effects); break;
            case AcknowledgeUpTo acknowledge: _settling.Apply(acknowledge, effects); break;
            case ReturnDelivery give: _settling.Apply(give, effects); break;
            case RejectDelivery reject: _settling.Apply(reject, effects); break;
            case ExtendLease extend: _settling.Apply(extend, effects); break;
            case Demand demand: Subscribing.Apply(demand, effects); break;
            case Ahead ahead: Apply(ahead, effects); break;
            case Found found: Apply(found, effects); break;
            case DeleteSubscription delete: Subscribing.Apply(delete, effects); break;
            case PauseSubscription pause: Subscribing.Apply(pause, effects); break;
            case ReplayMessages replay: _replaying.Apply(replay, effects); break;
            case ReplayDeadLetters replay: _letterCare.Apply(replay, effects); break;
            case PurgeDeadLetters purge: _letterCare.Apply(purge, effects); break;
            case FindDeadLetters find: _listing.Apply(find, effects); break;
            case FindSubscription find: _listing.Apply(find, effects); break;
            case ListSubscriptions list: _listing.Apply(list, effects); break;
            case GetMeasures measures: _measuring.Apply(measures, effects); break;
            case GetStatus status: _listing.Apply(status, effects); break;
            default: throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "The broker knows no such command.");
        }
    }

    /// <summary>Time has passed: leases end, and what waits is tried again.</summary>
    public void Expire(IList<Effect> effects) => _settling.Expire(effects);

    /// <summary>
    /// Now and then: drops what is too old, gives out what waited for that, and stores how far the subscriptions have come past messages
    /// that are not theirs.
    /// </summary>
    public void TakeCare(IList<Effect> effects)
    {
        if (_state.Records is null)
            return;
        Subscribing.Expire(effects);
        _letterCare.Expire();
        foreach (var durable in _state.Durables.ByName)
        {
            _dispatching.Run(durable, effects);
            _state.Durables.Changed(durable);
        }

        _holding.Update();
    }

    private void Apply(Ahead command, IList<Effect> effects)
    {
        if (Reading(command.Subscription) is not { } durable)
            return;
        durable.IsReading = false;
        if (command.Page is not null && durable.IsServed)
            LogWalk.Turn(durable, command.Page, effects);
        _dispatching.Run(durable, effects);
    }

    private void Apply(Found command, IList<Effect> effects)
    {
        if (Reading(command.Subscription) is not { } durable)
            return;
        var message = command.Letter is { } letter ? _restoring.ToOriginal(letter)
            : command.Message is { } stored ? _restoring.ToMessage(stored)
            : null;
        _dispatching.Found(durable, message, effects);
    }

    // Which one was read for; null if it was deleted meanwhile.
    private DurableSubscription? Reading(int id)
    {
        if (_state.Durables.Find(id) is { } durable)
            return durable;
        _state.Durables.ReadsOfDeleted--;
        return null;
    }

    // One that was in use when the broker ended had deliveries under way that nobody knows of.
    private void Restore(SubscriptionState stored)
    {
        var (subscription, settings) = (stored.Subscription, DurableSettings.Parse(stored.Subscription.Options));
        if (subscription.IdleSinceUtc is null)
        {
            settings = settings with { DoubtfulTo = _state.Head };
            subscription = subscription with { IdleSinceUtc = _state.Now, Options = settings.ToText() };
            _state.Records!.Add(new Storage.Records.SubscriptionChanged(subscription));
        }

        var durable = new DurableSubscription(subscription, settings, stored.Cursor);
        foreach (var hole in stored.Holes)
        {
            durable.Progress.Restore(hole.Sequence);
            durable.Waiting.Add(new Retry(hole.Sequence, -1)
            {
                Attempts = hole.Attempts,
                Redelivered = true,
                DueUtc = hole.NotBeforeUtc ?? _state.Now,
                LetterTopic = _letters.TopicOf(hole.Sequence, durable.Name),
            });
        }

        _state.Durables.Add(durable);
        _state.Index.Add(durable.Feed);
        _holding.Add(durable);
    }
}
