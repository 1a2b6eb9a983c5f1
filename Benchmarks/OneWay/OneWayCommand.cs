using System.CommandLine;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.OneWay;

/// <summary>The verb <c>one-way</c>: posts over net.tcp to a host that keeps nothing on disk.</summary>
internal static class OneWayCommand
{
    private const int Rounds = 3;
    private const int BodyBytes = 100;
    private const int Messages = DeliveryWindow.BatchMessages;
    private const int InFlight = 4;
    // A message with the number of another one would be its duplicate.
    private const long ApartNumber = 10_000_000_000;
    private const string NobodyTopic = "/one-way/nobody";
    private const string OneTopic = "/one-way/one";

    private static readonly string How = $"""
        A socket that posts messages of {BodyBytes} B encoded once, {Messages - 1} one-way calls and then a Publish, which is answered when they have all
        been taken. "To nobody" has {InFlight} times so many in flight and no subscriber; "one to one" waits for each answer, and a socket that
        subscribed to batches proves that it received each message once. "Publish" has {Messages} calls in flight that are each answered. The
        host keeps its messages in memory and runs in a process of its own, the sockets in another. {Rounds} rounds of 2 s, interleaved, after one
        that warms up.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("one-way", "Posts over net.tcp to nobody and to one subscriber, and calls beside them.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(bool isKept)
    {
        await using var host = await Servers.StartHostAsync();
        var url = host.Address(Servers.NetTcp);
        using var nobody = await ConnectAsync(PublishCalls.Posts(url, NobodyTopic, BodyBytes, Messages), InFlight, firstNumber: 0);
        using var calls = await ConnectAsync(PublishCalls.One(url, NobodyTopic, BodyBytes), Messages, ApartNumber);
        using var one = await ConnectAsync(PublishCalls.Posts(url, OneTopic, BodyBytes, Messages), window: 1, ApartNumber);
        using var subscriber = await NetTcpAudience.OfSocketsAsync(url, OneTopic, CallbackOperations.OnMessages, subscribers: 1);
        Scenario[] scenarios =
        [
            new("raw, Post to nobody", () => MeasureAsync(nobody)),
            new("raw, Post one to one", () => subscriber.RunAsync(host, one.PublishAsync)),
            new("raw, Publish", () => MeasureAsync(calls)),
        ];
        await Scenario.RunAsync(Rounds, scenarios);
        var report = new Report("one-way", How);
        report.Add(RunTable.Of("message", scenarios));
        var cost = scenarios[0].Median(run => run.ServerMicroseconds);
        report.Add("at most 2 us of the server's processor a message that nobody waits for", cost, cost <= 2);
        report.Finish(isKept);

        Task<RawPublisher> ConnectAsync(PublishCalls encoded, int window, long firstNumber) => RawPublisher.ConnectAsync(url, encoded, window, firstNumber);

        async Task<Run> MeasureAsync(RawPublisher publisher)
        {
            var meter = new Meter(host);
            return meter.Stop(await publisher.PublishAsync(() => meter.Elapsed < Audience.Duration));
        }
    }
}
