namespace WcfBroker.Storage.Tests.Model;

/// <summary>One step of a random schedule; what the numbers choose depends on what there is to choose from.</summary>
internal readonly record struct Step(StepKind Kind, int A, int B);
