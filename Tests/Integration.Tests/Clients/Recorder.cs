using System.Collections.Concurrent;
using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>A subscriber as a WCF developer writes one, which keeps what it is sent.</summary>
[CallbackBehavior(ConcurrencyMode = ConcurrencyMode.Single, UseSynchronizationContext = false)]
internal sealed class Recorder : ISubscriberCallback, IDisposable
{
    private readonly BlockingCollection<Delivery> _deliveries = [];
    private readonly BlockingCollection<Notice> _notices = [];
    private readonly ManualResetEventSlim _reading = new(true);

    public int BatchesMax { get; private set; }

    /// <summary>Stops taking messages: the callback does not return until <see cref="Resume"/>.</summary>
    public void Stall() => _reading.Reset();

    public void Resume() => _reading.Set();

    public void OnMessage(Delivery delivery) => OnMessages([delivery]);

    /// <summary>What to do with a message before it is kept: throws to refuse it.</summary>
    public Action<Delivery>? Handling { get; set; }

    public void HandleMessage(Delivery delivery)
    {
        Handling?.Invoke(delivery);
        OnMessages([delivery]);
    }

    public void OnMessages(Delivery[] deliveries)
    {
        _reading.Wait();
        BatchesMax = Math.Max(BatchesMax, deliveries.Length);
        foreach (var delivery in deliveries)
            _deliveries.Add(delivery);
    }

    public void OnNotice(Notice notice) => _notices.Add(notice);

    public void Dispose()
    {
        _deliveries.Dispose();
        _notices.Dispose();
        _reading.Dispose();
    }

    public Delivery Next(int patienceSeconds = 20) => _deliveries.TryTake(out var delivery, TimeSpan.FromSeconds(patienceSeconds))
        ? delivery
        : throw new TimeoutException("No message came.");

    public Delivery[] Next(int count, int patienceSeconds) => [.. Enumerable.Range(0, count).Select(_ => Next(patienceSeconds))];

    public bool IsEmpty => _deliveries.Count == 0;

    public Notice NextNotice(string kind, int patienceSeconds = 20)
    {
        while (_notices.TryTake(out var notice, TimeSpan.FromSeconds(patienceSeconds)))
        {
            if (notice.Kind == kind)
                return notice;
        }

        throw new TimeoutException($"No {kind} notice came.");
    }
}
