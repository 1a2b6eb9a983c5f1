namespace WcfBroker.Samples.Calculator.Expressions;

/// <summary>A piece of an expression, and where it begins: the first character is 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Value, int Position)
{
    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}' at character {Position}";
}
