using Microsoft.Extensions.Time.Testing;
using WcfBroker.Cli.Arguments;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class ArgumentTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [TestMethod]
    [DataRow("500ms", 0.5)]
    [DataRow("30s", 30)]
    [DataRow("1.5m", 90)]
    [DataRow("2h", 7200)]
    [DataRow("7d", 604800)]
    public void Durations_have_a_number_and_a_unit(string text, double seconds) =>
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("5")]
    [DataRow("s")]
    [DataRow("-5s")]
    [DataRow("0s")]
    [DataRow("1e9d")]
    [DataRow("99999999d")]
    [DataRow("5 s")]
    [DataRow("5S")]
    public void Anything_else_is_no_duration(string text) => Assert.IsNull(Duration.Parse(text));

    [TestMethod]
    [DataRow("last", StartPositions.Last)]
    [DataRow("new", StartPositions.New)]
    [DataRow("all", StartPositions.All)]
    public void A_start_can_be_a_word(string text, string start) => Assert.AreEqual(start, StartArgument.Parse(text, Time)!.Start);

    [TestMethod]
    public void A_start_can_be_a_sequence()
    {
        var options = StartArgument.Parse("seq:42", Time)!;
        Assert.AreEqual((StartPositions.Sequence, 42), (options.Start, options.StartSequence));
    }

    [TestMethod]
    [DataRow("time:2026-11-22T10:30:00Z", "2026-11-22T10:30:00Z")]
    [DataRow("time:2026-11-22T10:30+02:00", "2026-11-22T08:30:00Z")]
    [DataRow("time:10m", "2026-11-23T07:50:00Z")]
    public void A_start_can_be_a_time_or_a_duration_back(string text, string utc)
    {
        var options = StartArgument.Parse(text, Time)!;
        Assert.AreEqual(StartPositions.Time, options.Start);
        Assert.AreEqual(DateTimeOffset.Parse(utc, null).UtcDateTime, options.StartTimeUtc);
        Assert.AreEqual(DateTimeKind.Utc, options.StartTimeUtc!.Value.Kind);
    }

    [TestMethod]
    [DataRow("first")]
    [DataRow("seq:0")]
    [DataRow("seq:")]
    [DataRow("seq:x")]
    [DataRow("time:yesterday")]
    [DataRow("Last")]
    public void Anything_else_is_no_start(string text) => Assert.IsNull(StartArgument.Parse(text, Time));
}
