using System.Diagnostics;
using WcfBroker.Core.Deliveries;

namespace WcfBroker.Server.Observability;

/// <summary>The traces of the deliveries that one session has not settled, by their tokens; the newest ones, if there are too many.</summary>
internal sealed class TracedDeliveries
{
    private const int DeliveriesMax = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, ActivityContext> _contexts = [];
    private readonly Queue<long> _tokens = [];

    /// <summary>A delivery is on its way.</summary>
    public void Add(OutboxItem item)
    {
        if (!BrokerTracing.IsOn || item.Attempt is not { } attempt || !TraceHeaders.TryRead(item.Message!.Content.Headers, out var context))
            return;
        lock (_lock)
        {
            if (_tokens.Count == DeliveriesMax)
                _contexts.Remove(_tokens.Dequeue());
            _contexts[attempt.Token] = context;
            _tokens.Enqueue(attempt.Token);
        }
    }

    /// <summary>Deliveries were settled, in a way that the name says.</summary>
    public void Settle(string name, params IEnumerable<long> tokens)
    {
        if (!BrokerTracing.IsOn)
            return;
        foreach (var token in tokens)
        {
            bool known;
            ActivityContext context;
            lock (_lock)
                known = _contexts.Remove(token, out context);
            if (known)
                BrokerTracing.Settled(name, context);
        }
    }
}
