namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>
/// One step of a schedule: what to do, which client does it, and three numbers that choose the rest. The pace says how far the command gets
/// before the next step: 0 to 4 all the way (0 to 2 to the clients), 5 and 6 stored, 7 decided, from 8 on its batch stays open.
/// </summary>
internal readonly record struct Step(StepKind Kind, int Client, int A, int B, int C, int Pace)
{
    public override string ToString() => $"new(StepKind.{Kind}, {Client}, {A}, {B}, {C}, {Pace})";
}
