using System.Globalization;

namespace WcfBroker.Samples.Calculator.Expressions;

/// <summary>Cuts an expression into tokens. Numbers are written with a point, whatever the culture.</summary>
internal sealed class Scanner(string text)
{
    private const string Symbols = "+-*/^()";
    private int _at;

    public Token Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        var start = _at;
        return start == text.Length ? new Token(TokenKind.End, "", 0, start + 1)
            : char.IsAsciiDigit(text[start]) || text[start] == '.' ? Number(start)
            : char.IsAsciiLetter(text[start]) ? Name(start)
            : Symbol(start);
    }

    private Token Number(int start)
    {
        SkipDigits();
        if (Peek() == '.')
        {
            _at++;
            SkipDigits();
        }

        SkipExponent();
        var digits = text[start.._at];
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new Token(TokenKind.Number, digits, value, start + 1)
            : throw new ExpressionException($"'{digits}' at character {start + 1} is no number, or too large a one.");
    }

    /// <summary>An <c>e</c> with digits after it belongs to the number: <c>2e3</c>; without digits it is the constant.</summary>
    private void SkipExponent()
    {
        var sign = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? 1 : 0;
        if (Peek() is 'e' or 'E' && _at + 1 + sign < text.Length && char.IsAsciiDigit(text[_at + 1 + sign]))
        {
            _at += 1 + sign;
            SkipDigits();
        }
    }

    private Token Name(int start)
    {
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
        {
            _at++;
        }

        return new Token(TokenKind.Name, text[start.._at], 0, start + 1);
    }

    private Token Symbol(int start)
    {
        _at++;
        return Symbols.Contains(text[start], StringComparison.Ordinal)
            ? new Token(TokenKind.Symbol, text[start].ToString(), 0, start + 1)
            : throw new ExpressionException(
                $"Character {start + 1} does not belong in an expression (allowed: numbers, names and {Symbols}).");
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private char Peek() => _at < text.Length ? text[_at] : '\0';
}
