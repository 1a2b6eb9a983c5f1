using System.Globalization;
using CsCheck;

namespace WcfBroker.Core.Tests.Model;

/// <summary>Random command logs against the reference. Schedules that once failed stay below by name.</summary>
[TestClass]
public sealed class ModelTests
{
    private const string SchedulesVariable = "WCFBROKER_SCHEDULES";
    private const int SchedulesByDefault = 100_000;
    private const int TimeoutMilliseconds = 24 * 60 * 60 * 1_000;
    private const int StepsMax = 40;

    private static readonly Gen<StepKind> Kinds = Gen.Frequency(
        (6, Gen.Const(StepKind.AttachOrDetach)),
        (18, Gen.Const(StepKind.Subscribe)),
        (4, Gen.Const(StepKind.Unsubscribe)),
        (1, Gen.Const(StepKind.UnsubscribeTopic)),
        (34, Gen.Const(StepKind.Publish)),
        (6, Gen.Const(StepKind.PublishBatch)),
        (10, Gen.Const(StepKind.Drain)),
        (5, Gen.Const(StepKind.Refill)),
        (5, Gen.Const(StepKind.Request)),
        (3, Gen.Const(StepKind.Reply)),
        (1, Gen.Const(StepKind.Tick)),
        (3, Gen.Const(StepKind.Pass)),
        (2, Gen.Const(StepKind.Look)),
        (1, Gen.Const(StepKind.SendTopicList)));

    private static readonly Gen<Step> Steps = Gen.Select(
        Kinds, Gen.Int[0, Schedule.Sessions - 1], Gen.Int[0, 19], Gen.Int[0, 24], Gen.Int[0, 19],
        (kind, session, a, b, c) => new Step(kind, session, a, b, c));

    // All sessions but one begin attached, so that short schedules already say something.
    private static readonly Step[] Attached =
        [.. Enumerable.Range(0, Schedule.Sessions - 1).Select(session => new Step(StepKind.AttachOrDetach, session, session, 0, 0))];

    private static long Schedules => long.TryParse(
        Environment.GetEnvironmentVariable(SchedulesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var schedules)
        ? schedules
        : SchedulesByDefault;

    [TestMethod]
    [Timeout(TimeoutMilliseconds)]
    public void The_broker_does_what_the_reference_does() => Steps.Array[0, StepsMax].Sample(
        steps => Check(steps),
        iter: Schedules,
        threads: 1,
        print: steps => string.Join(",\n", steps));

    [TestMethod]
    [Timeout(TimeoutMilliseconds)]
    public void The_same_log_gives_the_same_state_and_the_same_deliveries() => Steps.Array[StepsMax].Sample(
        steps =>
        {
            var (one, other) = (Run(steps), Run(steps));
            Assert.AreEqual(one.Hash, other.Hash);
            for (var i = 0; i < one.Peers.Count; i++)
            {
                CollectionAssert.AreEqual(
                    one.Peers[i].Received.ConvertAll(item => ReferenceItem.Of(item)), other.Peers[i].Received.ConvertAll(item => ReferenceItem.Of(item)));
            }
        },
        iter: Math.Max(1, Schedules / 100),
        threads: 1,
        print: steps => string.Join(",\n", steps));

    private static void Check(params Step[] steps)
    {
        var schedule = Run(steps);
        schedule.Settle();
        Promises.AssertKept(schedule);
    }

    private static Schedule Run(Step[] steps)
    {
        var schedule = new Schedule();
        schedule.Run(Attached);
        schedule.Run(steps);
        return schedule;
    }
}
