using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Topics;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Sends a client what stands in its outbox: all that is there in one flush, up to a bound.</summary>
internal sealed partial class SessionWriter(SessionContext session, Outbox outbox, PipeWriter output)
{
    private const int BatchItemsMax = 512;
    private const long BatchBytesMax = 256 << 10;

    private readonly List<OutboxItem> _batch = [];
    private Func<TopicName, bool>? _shown;
    private TopicListFrames? _lists;
    private long _leftOut;
    private long _gaps;
    private long _dropped;

    /// <summary>Runs until the outbox is closed and empty, or the client is gone.</summary>
    public async Task RunAsync()
    {
        do
            await outbox.WaitAsync();
        while (await SendBatchAsync() && (outbox.Closed is null || outbox.Count > 0));
    }

    private async ValueTask<bool> SendBatchAsync()
    {
        var room = outbox.Drain(_batch, BatchItemsMax, BatchBytesMax, session.Time.GetUtcNow().UtcDateTime);
        if (room > 0)
            await session.Loop.PostAsync(new Refill(session.Id, room));
        var started = session.Time.GetUtcNow();
        _batch.RemoveAll(item => !Write(item));
        session.Counters.AddSent(_batch.Count);
        var result = await output.FlushAsync();
        session.Observer?.Delivered(_batch, started);
        _batch.Clear();
        return !result.IsCompleted;
    }

    private bool Write(in OutboxItem item) => item.Kind switch
    {
        OutboxItemKind.Message => WriteMessage(item),
        OutboxItemKind.Retained => WriteLast(item),
        OutboxItemKind.TopicList => WriteList(item),
        OutboxItemKind.TopicsCreated => item.To > 1 && WriteList(item),
        OutboxItemKind.Word => WriteWord(item),
        OutboxItemKind.Gap => CountGap(item),
        _ => false,
    };

    private bool WriteMessage(in OutboxItem item)
    {
        var frame = item.Message!.Form(session.Mechanism.Form);
        var omission = PublishFrame.OmissionOf(frame);
        if (omission != Omission.None)
            return LeaveOut(item, omission);
        output.Write(frame.AsSpan());
        return true;
    }

    private bool WriteLast(in OutboxItem item)
    {
        var message = item.Message!;
        var frame = message.Form(session.Mechanism.Form);
        var omission = PublishFrame.WriteAsLast(output, session.Mechanism, frame, message.Topic.Name, item.Topic.Name);
        return omission == Omission.None || LeaveOut(item, omission);
    }

    private bool WriteList(in OutboxItem item)
    {
        Lists().Write(output, (int)item.To);
        return true;
    }

    // The lists of all topics are shared; those of a client that may not see all are its own, made anew when the rules change.
    private TopicListFrames Lists()
    {
        if (session.Access?.Shown is not { } shown)
            return session.TopicLists;
        if (!shown.Equals(_shown))
            _lists = new TopicListFrames(session.Mechanism, session.Loop.Broker.TopicLog, _shown = shown);
        return _lists!;
    }

    private bool WriteWord(in OutboxItem item)
    {
        WordFrame.Write(output, session.Mechanism, MethodNames.Error, "", item.Reason!);
        return true;
    }

    private bool LeaveOut(in OutboxItem item, Omission reason)
    {
        session.Counters.AddLeftOut(reason);
        if (BitOperations.IsPow2(++_leftOut))
            LogLeftOut(session.Logger, session.Id.Value, Printable.From(item.Topic.Name.Value), item.Message!.Sequence, reason, _leftOut);
        return false;
    }

    private bool CountGap(in OutboxItem gap)
    {
        var messages = Math.Max(1, gap.Count);
        session.Counters.AddDropped(messages);
        _dropped += messages;
        if (BitOperations.IsPow2(++_gaps))
            LogDropped(session.Logger, session.Id.Value, _dropped, _gaps);
        return false;
    }
}
