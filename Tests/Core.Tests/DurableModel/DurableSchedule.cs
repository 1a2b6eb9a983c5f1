using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>Turns steps into commands for a broker that is shown to the reference.</summary>
internal sealed partial class DurableSchedule : IDisposable
{
    public const int Clients = 3;
    private const int RoundsMax = 100;

    public static readonly BrokerLimits Limits = new()
    {
        HistoryMessagesMax = 6, RefillScanMax = 4, UnsettledPerSubscriptionMax = 8, DeadLettersPerSubscriptionMax = 3, DurableSubscriptionsMax = 5,
        DeduplicationTime = TimeSpan.FromSeconds(90),
    };

    private static readonly string[] Topics = ["/a", "/a/b", "/c", "/a/b/d", "/"];

    private static readonly (string Name, string Filter, bool Shared, DeliveryOrder Order)[] Durables =
    [
        ("one", "/a", false, DeliveryOrder.Relaxed),
        ("shared", "/", true, DeliveryOrder.Relaxed),
        ("strict", "/", false, DeliveryOrder.Strict),
        ("both", "/+/b", true, DeliveryOrder.Strict),
        ("dead", "/$dlq/#", false, DeliveryOrder.Relaxed),
        ("more", "=/a", false, DeliveryOrder.Relaxed),
    ];

    // Some more often than others, so that clients meet.
    private static readonly int[] Chosen = [0, 1, 2, 0, 1, 2, 3, 0, 4, 1, 2, 5, 1, 0, 2, 3, 4, 1, 0, 2];
    private static readonly TimeSpan[] Leases = [DurableOptions.LeaseDefault, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan[] IdleTimes = [DurableOptions.IdleTimeDefault, TimeSpan.FromMinutes(1), DurableOptions.IdleTimeDefault, TimeSpan.FromDays(1)];
    private static readonly TimeSpan?[] Delays = [null, TimeSpan.Zero, TimeSpan.FromSeconds(5), null, TimeSpan.FromHours(1)];

    private static readonly TimeSpan[] Times =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(31),
        TimeSpan.FromSeconds(70), TimeSpan.FromMilliseconds(1_100), TimeSpan.FromHours(2), TimeSpan.FromDays(2), TimeSpan.FromDays(15),
    ];

    private readonly DurableReference _reference = new(Limits);
    private readonly Pipeline _pipeline;
    private readonly Client[] _clients = new Client[Clients];
    private readonly List<long> _tokens = [];
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private long _lastSession;
    private int _lastBody;

    public DurableSchedule()
    {
        _pipeline = new Pipeline(Limits, _reference);
        _pipeline.Start(_now, clean: false);
        Start();
    }

    /// <summary>All that arrived anywhere, in order.</summary>
    public List<string> Received { get; } = [];

    public ulong Hash => _pipeline.Broker.Hash();

    public void Run(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            Do(step, _clients[step.Client]);
            Pace(step);
        }
    }

    /// <summary>Lets every subscription be read and acknowledged to its end.</summary>
    public void Settle()
    {
        if (!_clients[0].Attached)
            Attach(_clients[0]);
        _pipeline.Flush(_now);
        _reference.AssertNobodyWaits(ticked: false);
        _pipeline.ChecksStore = false;
        for (var round = 0; round < RoundsMax && (round < 2 || _reference.HasOpen || !Array.TrueForAll(_clients, client => client.IsIdle)); round++)
        {
            foreach (var durable in _reference.Durables.ToArray())
                Serve(durable);
            ReadAll();
            Pass(TimeSpan.FromSeconds(71));
            Tick();
            _pipeline.Flush(_now);
            _reference.AssertNobodyWaits(ticked: true);
        }

        Assert.IsFalse(_reference.HasOpen, "Something never comes.");
        _pipeline.ChecksStore = true;
        Apply(new TrimLog(0));
        _pipeline.Flush(_now);
        Received.AddRange(_clients.SelectMany(client => client.Received));
    }

    private void ReadAll()
    {
        do
        {
            foreach (var client in _clients)
            {
                client.Drain(int.MaxValue, 0, _now);
                if (client.Held.Count > 0)
                    Acknowledge(client, [.. client.Held]);
            }

            _pipeline.Flush(_now);
        }
        while (!Array.TrueForAll(_clients, client => client.IsIdle));
    }

    public void Dispose() => _pipeline.Dispose();

    private void Apply(Command command) => _pipeline.Apply(_now, command);

    private void Pace(Step step)
    {
        if (step.Pace < 5)
            _pipeline.Flush(_now);
        else if (step.Pace < 8)
            _pipeline.Decide();
        if (step.Pace is 5 or 6)
            _pipeline.Commit(int.MaxValue, released: true);
        if (step.Pace < 5)
            _reference.AssertNobodyWaits(ticked: step.Kind == StepKind.Tick);
        if (step.Pace < 3)
            Array.ForEach(_clients, client => client.Drain(int.MaxValue, 0, _now));
    }

    private void Do(Step step, Client client)
    {
        switch (step.Kind)
        {
            case StepKind.AttachOrDetach: AttachOrDetach(step, client); break;
            case StepKind.Subscribe: Join(client, Chosen[step.A], step); break;
            case StepKind.Unsubscribe: Unsubscribe(step, client); break;
            case StepKind.Publish: Publish(step, client); break;
            case StepKind.PublishBatch: PublishBatch(step, client); break;
            case StepKind.Drain: client.Drain(step.A % 3 == 2 ? 1 + (step.B % 4) : int.MaxValue, step.C % 6 < 4 ? 0 : step.C % 6 - 3, _now); break;
            case StepKind.Acknowledge: Acknowledge(Holder(client), Tokens(step, Holder(client))); break;
            case StepKind.AcknowledgeUpTo: AcknowledgeUpTo(Holder(client), Token(step, Holder(client))); break;
            case StepKind.Return: Return(step, Holder(client), Token(step, Holder(client))); break;
            case StepKind.Reject: Reject(Holder(client), Token(step, Holder(client))); break;
            case StepKind.Extend: Apply(new ExtendLease(Holder(client).Id, Token(step, Holder(client)), new Answered<SettleResult>())); break;
            case StepKind.Pass: Pass(Times[step.A % Times.Length]); break;
            case StepKind.Tick: Tick(); break;
            case StepKind.Trim: Trim(step); break;
            case StepKind.Pause or StepKind.Resume: Pause(Durables[Chosen[step.A]].Name, step.Kind == StepKind.Pause); break;
            case StepKind.Delete: Delete(step); break;
            case StepKind.ReplayMessages: ReplayMessages(step); break;
            case StepKind.Replay: Apply(new ReplayDeadLetters(WithLetters(step), Letters(step), new Answered<int>())); break;
            case StepKind.Purge: Apply(new PurgeDeadLetters(WithLetters(step), Letters(step), new Answered<int>())); break;
            case StepKind.Look: Apply(new ListSubscriptions(null, 100, new Answered<DurableList>())); break;
            case StepKind.Decide: _pipeline.Decide(); break;
            case StepKind.Commit: _pipeline.Commit(1 + (step.A % 4), released: true); break;
            case StepKind.Read: _pipeline.Read(); break;
            case StepKind.HandIn: _pipeline.HandIn(_now); break;
            case StepKind.Kill: Kill(step); break;
            case StepKind.Stop: Stop(step); break;
            default: throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private void Start()
    {
        for (var i = 0; i < Clients; i++)
        {
            _clients[i] = new Client(new SessionId(++_lastSession), Limits);
            if (i < Clients - 1)
                Attach(_clients[i]);
        }
    }

    private void Attach(Client client)
    {
        client.Attached = true;
        Apply(new Attach(client.Id, client.Outbox, OncePerMessage: false, new Answered<Done>()));
    }

    private void AttachOrDetach(Step step, Client client)
    {
        if (!client.Attached)
        {
            Attach(client);
            return;
        }

        Apply(new Detach(client.Id) { LastWritten = client.LastWritten });
        Forget(client);
        _clients[step.Client] = new Client(new SessionId(++_lastSession), Limits);
    }

    private void Forget(Client client)
    {
        _tokens.AddRange(client.Held);
        Received.AddRange(client.Received);
    }

    private void Join(Client client, int durable, Step step)
    {
        if (!client.Attached && step.B < 17)
            Attach(client);
        var (name, filter, shared, order) = Durables[durable];
        var answer = new Answered<SubscriptionStarted>();
        client.Joined.Add(answer);
        client.Wanted.Add((durable, step));
        var options = new SubscriptionOptions
        {
            Start = ((StartKind[])[StartKind.New, StartKind.All, StartKind.Sequence, StartKind.Last, StartKind.All, StartKind.Time])[step.B % 6],
            StartSequence = step.C,
            StartTimeUtc = _now - Times[step.C % Times.Length],
            Durable = new DurableOptions(name)
            {
                Shared = shared != (step.B == 19),
                Mode = AcknowledgeMode.Explicit,
                Order = order,
                Lease = Leases[step.C / 5 % Leases.Length],
                AttemptsMax = 1 + ((step.B + step.C) % 3),
                IdleTime = IdleTimes[step.B / 6 % IdleTimes.Length],
                Credit = 1 + (step.C % 5),
            },
        };
        Apply(new Subscribe(client.Id, TopicFilter.Parse(filter), options, answer) { Identity = step.B == 18 ? "else" : null });
    }

    private void Serve(ReferenceDurable durable)
    {
        if (durable.Paused)
            Pause(durable.Name, paused: false);
        if (durable.Members.Count == 0)
            JoinAs(durable);
    }

    private void JoinAs(ReferenceDurable existing)
    {
        var durable = Array.FindIndex(Durables, one => one.Name == existing.Name);
        var other = existing.Owner is not null ? 18 : existing.Shared != Durables[durable].Shared ? 19 : 0;
        Join(_clients[0], durable, new Step(StepKind.Subscribe, 0, durable, other, 4, 0));
    }

    private void Unsubscribe(Step step, Client client)
    {
        var joined = client.Joined.Where(answer => answer is { Times: 1, Error: null }).ToList();
        var id = joined.Count > 0 ? joined[step.A % joined.Count].Value.Id : new SubscriptionId("s0");
        Apply(new Unsubscribe(client.Id, id, new Answered<Done>()));
    }

    private void Publish(Step step, Client client) =>
        Apply(new Publish(client.Id, null, Topic(step.A), Content(step.A, step.B, step.C), new Answered<Receipt>()));

    private void PublishBatch(Step step, Client client)
    {
        var topics = Enumerable.Range(0, step.A % 6).Select(i => step.A + (i * step.B));
        var messages = topics.Select((topic, i) => (Topic(topic), Content(topic, step.B + i, step.C + i))).ToArray();
        Apply(new PublishBatch(client.Id, null, messages, new Answered<Receipt[]>()));
    }

    // The same id comes again with the same body, but for once in a while.
    private MessageContent Content(int topic, int b, int c)
    {
        var id = b % 6 == 5 ? $"{c % 2}" : null;
        var clears = c == 19;
        var body = clears ? "" : id is null ? $"{++_lastBody}" : c % 7 == 6 ? "else" : $"{topic % Topics.Length}";
        return new MessageContent
        {
            Body = Encoding.UTF8.GetBytes(body),
            Id = id,
            TimeToLive = b % 7 == 6 ? Times[c % 6] : null,
            ClearRetained = clears,
        };
    }

    private static TopicName Topic(int a) => TopicName.Parse(Topics[a % Topics.Length]);

    private void Pass(TimeSpan time) => _now += time;

    private void Tick()
    {
        if (_pipeline.Broker.HasDeadlines)
            Apply(new Tick());
        else
            Assert.IsFalse(_reference.HasDeadlines && _pipeline.IsQuiet, "Nobody tells the broker the time.");
    }

    private void Trim(Step step) => Apply(new TrimLog((step.A % 4) switch
    {
        0 => 0,
        1 => step.B,
        2 => _reference.Head - (step.B % 6),
        _ => _reference.Head + 1,
    }));

    private void Delete(Step step) =>
        Apply(new DeleteSubscription(Durables[Chosen[step.A]].Name, null, AnyOwner: step.B % 2 == 0, new Answered<Done>()));

    private void Pause(string name, bool paused) => Apply(new PauseSubscription(name, paused, new Answered<Done>()));

    // A dead letter may be on its way out when it is looked for: then it is not known beforehand whether it counts.
    private void ReplayMessages(Step step)
    {
        var kept = _reference.Kept(_now).Where(message => message.Sequence % 3 != step.B % 4 && (_pipeline.IsQuiet || !message.Topic.StartsWith("/$", StringComparison.Ordinal)));
        var entries = kept.Skip(step.C % 8).Take(1 + (step.C % 6)).Select(message => new LogEntry(message.Sequence, _reference.TopicIdOf(message), message.PublishedUtc));
        Apply(new ReplayMessages(Durables[Chosen[step.A]].Name, [.. entries], new Answered<int>()));
    }

    private string WithLetters(Step step) => _reference.Letters.Count > 0 && step.C < 18
        ? _reference.Letters.Values.ElementAt(step.A % _reference.Letters.Count).Subscription
        : Durables[Chosen[step.A]].Name;

    private long[]? Letters(Step step) => (step.B % 3) switch
    {
        0 => null,
        1 => [.. _reference.Letters.Keys.Where(sequence => (sequence + step.C) % 2 == 0)],
        _ => [.. _reference.Letters.Keys.Take(1), step.C],
    };

    private void Kill(Step step)
    {
        if (step.A % 4 > 0)
            _pipeline.Decide();
        _pipeline.Kill(step.B % 4);
        Restart(step, clean: false);
    }

    private void Stop(Step step)
    {
        foreach (var client in _clients.Where((client, i) => client.Attached && (step.A >> i) % 2 == 1))
            Apply(new Detach(client.Id) { LastWritten = client.LastWritten, Orderly = true });
        _pipeline.Stop(_now);
        Restart(step, clean: true);
    }

    // Clients come back at once, or not at all.
    private void Restart(Step step, bool clean)
    {
        Pass(TimeSpan.FromMilliseconds(1 + (step.C * step.C)));
        _reference.Restart(_now, clean);
        _pipeline.Start(_now, clean);
        var before = _clients.ToArray();
        Array.ForEach(before, Forget);
        Start();
        for (var i = 0; i < Clients - 1 && step.C % 3 > 0; i++)
        {
            foreach (var (durable, joining) in before[i].Wanted.ToArray())
                Join(_clients[i], durable, joining);
        }
    }
}
