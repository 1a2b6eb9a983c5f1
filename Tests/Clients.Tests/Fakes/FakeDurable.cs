using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>The durable subscription of a <see cref="FakeBroker"/>: what was given how often, and what was settled.</summary>
internal sealed class FakeDurable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _attempts = [];
    private readonly Dictionary<string, long> _open = [];
    private readonly HashSet<long> _settled = [];
    private readonly List<string> _log = [];
    private int _waiting;

    public bool Exists { get; set; }

    /// <summary>While it is set, acknowledge calls wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>How many calls wait at the gate.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>The calls that settle, in their order, as in <c>acknowledge 1 2</c>.</summary>
    public string Log
    {
        get
        {
            lock (_gate)
            {
                return string.Join("; ", _log);
            }
        }
    }

    public bool IsSettled(long sequence)
    {
        lock (_gate)
        {
            return _settled.Contains(sequence);
        }
    }

    public async Task PassGateAsync()
    {
        if (Gate is { } gate)
        {
            Interlocked.Increment(ref _waiting);
            await gate.Task;
        }
    }

    /// <summary>A new attempt.</summary>
    public Delivery Give(Delivery kept)
    {
        lock (_gate)
        {
            var attempt = _attempts[kept.Sequence] = _attempts.GetValueOrDefault(kept.Sequence) + 1;
            var token = $"{kept.Sequence}.{attempt}";
            _open[token] = kept.Sequence;
            return new Delivery
            {
                Topic = kept.Topic,
                Sequence = kept.Sequence,
                PublishedUtc = kept.PublishedUtc,
                ContentType = kept.ContentType,
                Body = kept.Body,
                Token = token,
                Attempt = attempt,
                Redelivered = attempt > 1,
            };
        }
    }

    /// <summary>Ends all attempts, as the loss of a session does.</summary>
    public void EndAttempts()
    {
        lock (_gate)
        {
            _open.Clear();
        }
    }

    /// <summary>Writes a call into the log, and settles what it names unless it only extends.</summary>
    public Settlement Take(string call, IEnumerable<string> tokens, string? detail = null, bool settles = true)
    {
        lock (_gate)
        {
            var names = tokens.ToList();
            _log.Add($"{call} {string.Join(' ', names.Select(token => token.Split('.')[0]))}{(detail is null ? "" : $" {detail}")}");
            var stale = names.Where(token => !_open.ContainsKey(token)).ToArray();
            foreach (var token in names.Except(stale).Where(_ => settles))
            {
                _settled.Add(_open[token]);
                _open.Remove(token);
            }

            return new Settlement { Settled = names.Count - stale.Length, Stale = stale.Length == 0 ? null : stale };
        }
    }
}
