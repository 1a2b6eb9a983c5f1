using System.Diagnostics;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>Posts numbered messages at a fixed rate.</summary>
internal sealed class SteadyPublisher(IBroker broker, string topic, LatencyRecorder recorder)
{
    public const int MessagesPerSecond = 2_000;
    public const int PayloadBytes = 1_024;

    /// <summary>How many messages have been posted so far.</summary>
    public long Posted { get; private set; }

    public async Task PostAsync(TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var before = Posted;
        var end = before + (long)(duration.TotalSeconds * MessagesPerSecond);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Posted < end)
        {
            await ticks.WaitForNextTickAsync();
            var due = before + (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * MessagesPerSecond);
            for (; Posted < Math.Min(due, end); Posted++)
                await PostAsync();
        }
    }

    private Task PostAsync()
    {
        var message = new BrokerMessage { Body = NumberedPayload.Create(Posted, PayloadBytes) };
        recorder.Send(Posted);
        return broker.PostAsync(topic, message);
    }
}
