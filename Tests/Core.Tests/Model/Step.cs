namespace WcfBroker.Core.Tests.Model;

/// <summary>One step of a schedule: what to do, on which of the sessions, and three numbers that choose the rest.</summary>
internal readonly record struct Step(StepKind Kind, int Session, int A, int B, int C)
{
    public override string ToString() => $"new(StepKind.{Kind}, {Session}, {A}, {B}, {C})";
}
