using System.Globalization;
using CsCheck;

namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>Random command logs with crashes against the reference. Schedules that once failed stay below by name.</summary>
[TestClass]
public sealed class DurableModelTests
{
    private const string SchedulesVariable = "WCFBROKER_SCHEDULES";
    private const int SchedulesByDefault = 100_000;
    private const int TimeoutMilliseconds = 24 * 60 * 60 * 1_000;
    private const int StepsMax = 30;

    private static readonly Gen<StepKind> Kinds = Gen.Frequency(
        (4, Gen.Const(StepKind.AttachOrDetach)),
        (14, Gen.Const(StepKind.Subscribe)),
        (2, Gen.Const(StepKind.Unsubscribe)),
        (20, Gen.Const(StepKind.Publish)),
        (6, Gen.Const(StepKind.PublishBatch)),
        (14, Gen.Const(StepKind.Drain)),
        (10, Gen.Const(StepKind.Acknowledge)),
        (2, Gen.Const(StepKind.AcknowledgeUpTo)),
        (7, Gen.Const(StepKind.Return)),
        (4, Gen.Const(StepKind.Reject)),
        (2, Gen.Const(StepKind.Extend)),
        (6, Gen.Const(StepKind.Pass)),
        (6, Gen.Const(StepKind.Tick)),
        (4, Gen.Const(StepKind.Trim)),
        (3, Gen.Const(StepKind.Pause)),
        (3, Gen.Const(StepKind.Resume)),
        (1, Gen.Const(StepKind.Delete)),
        (3, Gen.Const(StepKind.Replay)),
        (5, Gen.Const(StepKind.ReplayMessages)),
        (1, Gen.Const(StepKind.Purge)),
        (1, Gen.Const(StepKind.Look)),
        (2, Gen.Const(StepKind.Decide)),
        (3, Gen.Const(StepKind.Commit)),
        (3, Gen.Const(StepKind.Read)),
        (3, Gen.Const(StepKind.HandIn)),
        (4, Gen.Const(StepKind.Kill)),
        (3, Gen.Const(StepKind.Stop)));

    private static readonly Gen<Step> Steps = Gen.Select(
        Kinds, Gen.Int[0, DurableSchedule.Clients - 1], Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 9],
        (kind, client, a, b, c, pace) => new Step(kind, client, a, b, c, pace));

    private static long Schedules => long.TryParse(
        Environment.GetEnvironmentVariable(SchedulesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var schedules)
        ? schedules
        : SchedulesByDefault;

    [TestMethod]
    [Timeout(TimeoutMilliseconds)]
    public void Durable_subscriptions_keep_their_promises_through_any_crash() => Steps.Array[0, StepsMax].Sample(
        steps => Check(steps),
        iter: Schedules,
        threads: 1,
        print: steps => string.Join(",\n", steps));

    [TestMethod]
    [Timeout(TimeoutMilliseconds)]
    public void The_same_log_gives_the_same_state_and_the_same_deliveries() => Steps.Array[StepsMax].Sample(
        steps =>
        {
            var (one, other) = (Check(steps), Check(steps));
            Assert.AreEqual(one.Hash, other.Hash);
            CollectionAssert.AreEqual(one.Received, other.Received);
        },
        iter: Math.Max(1, Schedules / 100),
        threads: 1,
        print: steps => string.Join(",\n", steps));

    [TestMethod]
    public void What_was_cut_short_by_a_stop_comes_after_a_dead_letter_that_is_replayed() => Check(
        new(StepKind.PublishBatch, 0, 15, 11, 0, 0),
        new(StepKind.Subscribe, 0, 6, 13, 0, 0),
        new(StepKind.Publish, 0, 11, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 5),
        new(StepKind.Stop, 0, 1, 0, 2, 5),
        new(StepKind.Replay, 0, 0, 0, 0, 0),
        new(StepKind.AcknowledgeUpTo, 0, 0, 0, 0, 0));

    [TestMethod]
    public void What_is_replayed_from_before_the_start_is_done_with_when_it_is_settled() => Check(
        new(StepKind.PublishBatch, 0, 4, 0, 0, 0),
        new(StepKind.Pass, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Kill, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 10, 5, 0, 8),
        new(StepKind.ReplayMessages, 0, 19, 0, 0, 0),
        new(StepKind.Resume, 0, 14, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_message_in_flight_twice_by_two_replays_can_become_a_dead_letter_twice() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 3, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Return, 0, 0, 0, 0, 0),
        new(StepKind.Replay, 0, 0, 0, 0, 0),
        new(StepKind.Pass, 0, 0, 0, 0, 0),
        new(StepKind.ReplayMessages, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_deleted_subscription_keeps_its_place_until_what_was_read_for_it_has_come() => Check(
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 0, 0, 0, 0),
        new(StepKind.Stop, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 2, 0, 0, 0),
        new(StepKind.Subscribe, 0, 8, 0, 0, 0),
        new(StepKind.Subscribe, 0, 6, 0, 0, 0),
        new(StepKind.Subscribe, 0, 1, 1, 0, 5),
        new(StepKind.Delete, 0, 1, 0, 0, 5),
        new(StepKind.Subscribe, 0, 1, 0, 0, 0));

    [TestMethod]
    public void What_failed_and_was_then_settled_does_not_come_again_after_a_crash() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 1, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Return, 0, 1, 1, 0, 0),
        new(StepKind.Acknowledge, 0, 1, 0, 0, 0),
        new(StepKind.Kill, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_strict_subscription_waits_for_the_older_of_its_start() => Check(
        new(StepKind.PublishBatch, 0, 4, 1, 0, 0),
        new(StepKind.Subscribe, 0, 2, 3, 1, 0),
        new(StepKind.Return, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_lease_that_has_become_shorter_ends_before_older_ones() => Check(
        new(StepKind.Subscribe, 0, 1, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 1, 0, 15, 0),
        new(StepKind.Pass, 0, 0, 0, 0, 0),
        new(StepKind.Tick, 0, 0, 0, 0, 0));

    [TestMethod]
    public void What_was_in_flight_at_a_crash_is_marked_however_many_starts_later() => Check(
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 0, 1, 0, 0),
        new(StepKind.Kill, 0, 0, 0, 0, 0),
        new(StepKind.Stop, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_subscription_to_dead_letters_is_not_given_its_own() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 8, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 0));

    [TestMethod]
    public void Deleting_a_subscription_makes_no_dead_letters() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Delete, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_broker_that_stops_gives_nothing_out() => Check(
        new(StepKind.Subscribe, 0, 1, 0, 0, 0),
        new(StepKind.Subscribe, 1, 1, 0, 1, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Stop, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_subscription_is_idle_from_the_stop_on_not_from_the_last_command() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 0, 0),
        new(StepKind.Pass, 0, 8, 0, 0, 0),
        new(StepKind.Stop, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_broker_starts_though_its_newest_message_was_a_dead_letter_that_is_gone() => Check(
        new(StepKind.Subscribe, 0, 0, 1, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 0),
        new(StepKind.Purge, 0, 0, 0, 0, 0),
        new(StepKind.Kill, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_start_in_time_before_what_memory_holds_tells_what_is_gone() => Check(
        new(StepKind.PublishBatch, 0, 5, 5, 0, 0),
        new(StepKind.PublishBatch, 0, 5, 5, 0, 0),
        new(StepKind.Trim, 0, 1, 3, 0, 0),
        new(StepKind.Subscribe, 0, 0, 5, 5, 0));

    [TestMethod]
    public void A_start_in_time_before_all_that_a_restart_finds_tells_what_is_gone() => Check(
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Trim, 0, 3, 0, 0, 0),
        new(StepKind.Stop, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 0, 5, 5, 0));

    [TestMethod]
    public void What_is_trimmed_while_it_is_read_is_told() => Check(
        new(StepKind.PublishBatch, 0, 5, 5, 0, 0),
        new(StepKind.PublishBatch, 0, 5, 5, 0, 0),
        new(StepKind.Subscribe, 0, 0, 1, 0, 5),
        new(StepKind.Trim, 0, 3, 0, 0, 0));

    [TestMethod]
    public void What_waits_for_a_replayed_dead_letter_comes_when_that_is_purged() => Check(
        new(StepKind.Subscribe, 0, 2, 1, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Reject, 0, 0, 0, 0, 0),
        new(StepKind.Replay, 0, 0, 0, 0, 0),
        new(StepKind.Return, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Purge, 0, 0, 0, 0, 0));

    [TestMethod]
    public void A_session_that_is_gone_is_told_nothing_of_what_the_others_get() => Check(
        new(StepKind.Subscribe, 0, 2, 19, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Subscribe, 0, 2, 19, 2, 0),
        new(StepKind.Trim, 0, 1, 3, 0, 0),
        new(StepKind.AttachOrDetach, 0, 0, 0, 0, 0));

    [TestMethod]
    public void What_is_settled_and_replayed_in_one_batch_comes_again_after_a_crash() => Check(
        new(StepKind.Subscribe, 0, 0, 0, 1, 0),
        new(StepKind.Publish, 0, 0, 0, 0, 0),
        new(StepKind.Return, 0, 0, 1, 0, 0),
        new(StepKind.Acknowledge, 0, 0, 0, 0, 8),
        new(StepKind.ReplayMessages, 0, 0, 0, 0, 0),
        new(StepKind.Kill, 0, 0, 0, 0, 0));

    private static (ulong Hash, List<string> Received) Check(params Step[] steps)
    {
        using var schedule = new DurableSchedule();
        schedule.Run(steps);
        schedule.Settle();
        return (schedule.Hash, schedule.Received);
    }
}
