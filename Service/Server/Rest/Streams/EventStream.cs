using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Deliveries;
using WcfBroker.Server.Calls;

namespace WcfBroker.Server.Rest.Streams;

/// <summary>The callbacks of a session as server-sent events: one an event, each batch with one flush.</summary>
/// <remarks>A stream is written by its session and by its keep-alive: one at a time, and nothing before it has begun.</remarks>
internal sealed class EventStream(PipeWriter output, TimeProvider time, CancellationToken ended) : ISubscriberChannel, IDisposable
{
    // When nothing has come for so long, the last messages that come first are over.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(0, 1);
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(ended);
    private List<SubscriptionInfo> _topics = [];
    private StreamPosition _position = new("", []);
    private long _writtenAt;

    /// <summary>Whether all has been said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Says what was subscribed to; then events may come.</summary>
    public async Task BeginAsync(List<SubscriptionInfo> topics, bool withLast)
    {
        _topics = topics;
        _position = new StreamPosition(topics[0].Epoch!, new long[topics.Count]);
        for (var i = 0; i < topics.Count; i++)
            _position.Begin(i, topics[i].StartSequence - 1, withLast);
        foreach (var topic in topics)
            Write("subscribed", new SubscribedEvent(topic.Topic, topic.StartSequence, topic.HeadSequence, topic.Epoch!), RestJson.Default.SubscribedEvent);
        await FlushAsync().ConfigureAwait(false);
        _turn.Release();
    }

    /// <summary>Says something now and then, until the stream is over.</summary>
    public async Task KeepAliveAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(SettleTime, time);
        while (await timer.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
        {
            if (time.GetElapsedTime(Interlocked.Read(ref _writtenAt)) >= (_position.IsKnown ? interval : SettleTime))
                await InTurnAsync(WriteKeepAlive).ConfigureAwait(false);
        }
    }

    public ValueTask OnMessageAsync(OutboxItem item, bool more) => OnMessagesAsync([item], 0, 1);

    public ValueTask OnMessagesAsync(IReadOnlyList<OutboxItem> items, int start, int count) => InTurnAsync(() =>
    {
        for (var i = start; i < start + count; i++)
            WriteMessage(items[i]);
    });

    public Task HandleMessageAsync(OutboxItem item, TimeSpan timeout) => throw new NotSupportedException("A stream of events has no answers.");

    public async ValueTask OnNoticeAsync(Notice notice)
    {
        if (notice.Kind == NoticeKinds.Gap)
        {
            await InTurnAsync(() => WriteGap(notice)).ConfigureAwait(false);
        }
        else if (notice.Kind == NoticeKinds.BrokerStopping)
        {
            await InTurnAsync(() => Write("stopping", new StoppingEvent(notice.Reason), RestJson.Default.StoppingEvent)).ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more is said.</summary>
    public Task EndAsync()
    {
        IsOver = true;
        return _over.CancelAsync();
    }

    public void Dispose()
    {
        _turn.Dispose();
        _over.Dispose();
    }

    private async ValueTask InTurnAsync(Action write)
    {
        await _turn.WaitAsync(_over.Token).ConfigureAwait(false);
        try
        {
            write();
            await FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task FlushAsync()
    {
        var flushed = await output.FlushAsync(ended).ConfigureAwait(false);
        ended.ThrowIfCancellationRequested();
        if (flushed.IsCompleted)
            throw new OperationCanceledException("The reader has gone.");
        Interlocked.Exchange(ref _writtenAt, time.GetTimestamp());
    }

    private void WriteMessage(OutboxItem item)
    {
        var isLast = item.Kind == OutboxItemKind.Retained;
        _position.Pass(IndexOf(item.Subscription!.Id.Value), item.Message!.Sequence, isLast);
        WriteId();

        // The members of the message follow those of the delivery.
        output.Write(isLast ? "event: message\ndata: {\"retained\":true,"u8 : "event: message\ndata: {\"retained\":false,"u8);
        output.Write(item.Message.Form(MessageJson.Form).AsSpan(1));
        output.Write("\n\n"u8);
    }

    private void WriteGap(Notice gap)
    {
        var topic = IndexOf(gap.Subscription!);
        _position.Pass(topic, gap.ToSequence!.Value, isLast: true);
        Write("gap", new GapEvent(_topics[topic].Topic, gap.FromSequence!.Value, gap.ToSequence.Value, gap.Count), RestJson.Default.GapEvent);
    }

    private void WriteKeepAlive()
    {
        _position.Settle();
        output.Write(": keep-alive\n"u8);
        WriteId();
        output.Write("\n"u8);
    }

    private void Write<T>(string name, T data, JsonTypeInfo<T> type)
    {
        WriteId();
        Encoding.UTF8.GetBytes($"event: {name}\ndata: {JsonSerializer.Serialize(data, type)}\n\n", output);
    }

    private void WriteId()
    {
        if (_position.IsKnown)
            Encoding.UTF8.GetBytes($"id: {_position}\n", output);
    }

    private int IndexOf(string subscription) => _topics.FindIndex(topic => topic.Id == subscription);
}
