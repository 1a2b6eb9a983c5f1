namespace WcfBroker.Samples.Calculator.Expressions;

/// <summary>Why an expression is refused, as one sentence for people.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
