namespace WcfBroker.Samples.Calculator.Expressions;

/// <summary>Evaluates an expression while it reads it; nothing but this grammar is understood:</summary>
/// <remarks><code>
/// sum     = product { ("+" | "-") product }
/// product = sign { ("*" | "/") sign }
/// sign    = "-" sign | power
/// power   = atom [ "^" sign ]
/// atom    = number | constant | function "(" sum ")" | "(" sum ")"
/// </code></remarks>
internal sealed class Expression
{
    /// <summary>The longest expression, in characters.</summary>
    public const int CharactersMax = 1000;

    /// <summary>How deep parentheses, signs and powers may nest.</summary>
    public const int DepthMax = 64;

    private readonly Scanner _scanner;
    private Token _token;
    private int _depth;

    private Expression(string text)
    {
        _scanner = new Scanner(text);
        _token = _scanner.Next();
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="ExpressionException">It is no expression, passes a limit, or has no finite value.</exception>
    public static double Evaluate(string text)
    {
        if (text.Length > CharactersMax)
        {
            throw new ExpressionException($"The expression is too long: {text.Length} characters; the limit is {CharactersMax}.");
        }

        var expression = new Expression(text);
        var value = expression.Sum();
        return expression._token.Kind != TokenKind.End ? throw expression.Unexpected("an operator or the end")
            : double.IsFinite(value) ? value
            : throw new ExpressionException("The expression has no finite value.");
    }

    private double Sum()
    {
        var value = Product();
        while (true)
        {
            if (Accept("+"))
            {
                value += Product();
            }
            else if (Accept("-"))
            {
                value -= Product();
            }
            else
            {
                return value;
            }
        }
    }

    private double Product()
    {
        var value = Sign();
        while (true)
        {
            if (Accept("*"))
            {
                value *= Sign();
            }
            else if (Accept("/"))
            {
                value /= Sign();
            }
            else
            {
                return value;
            }
        }
    }

    /// <summary>All nesting passes through here, so here its depth is held.</summary>
    private double Sign()
    {
        if (++_depth > DepthMax)
        {
            throw new ExpressionException($"The expression nests too deep: the limit is {DepthMax} levels.");
        }

        var value = Accept("-") ? -Sign() : Power();
        _depth--;
        return value;
    }

    private double Power()
    {
        var value = Atom();
        return Accept("^") ? Math.Pow(value, Sign()) : value;
    }

    private double Atom()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return token.Value;
            case TokenKind.Name:
                Advance();
                return Named(token);
            case TokenKind.Symbol when Accept("("):
                return Enclosed();
            default:
                throw Unexpected("a number, a name or '('");
        }
    }

    private double Named(Token name)
    {
        if (Names.Constants.TryGetValue(name.Text, out var constant))
        {
            return constant;
        }

        if (!Names.Functions.TryGetValue(name.Text, out var function))
        {
            throw new ExpressionException($"{name} is not a name known here.");
        }

        return Accept("(") ? function(Enclosed()) : throw Unexpected($"'(' after {name.Text}");
    }

    private double Enclosed()
    {
        var value = Sum();
        return Accept(")") ? value : throw Unexpected("')'");
    }

    private bool Accept(string symbol)
    {
        if (_token.Kind != TokenKind.Symbol || _token.Text != symbol)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Advance() => _token = _scanner.Next();

    private ExpressionException Unexpected(string wanted) => new($"Expected {wanted}, found {_token}.");
}
