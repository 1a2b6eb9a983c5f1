namespace WcfBroker.Samples.Calculator.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Symbol,
}
