using CsCheck;
using WcfBroker.Samples.Calculator.Expressions;

namespace WcfBroker.Clients.Tests.Calculator;

[TestClass]
public sealed class ExpressionTests
{
    private static readonly string[] Pieces =
        ["1", "2.5", "1e3", "pi", "e", "sqrt", "sin", "(", ")", "+", "-", "*", "/", "^", " ", ".", "x"];

    [TestMethod]
    [DataRow("2*pi", 6.283185307179586)]
    [DataRow("1 + 2 * 3", 7)]
    [DataRow("(1 + 2) * 3", 9)]
    [DataRow("7 - 4 - 2", 1)]
    [DataRow("16 / 4 / 2", 2)]
    [DataRow("2 ^ 3 ^ 2", 512)]
    [DataRow("-2 ^ 2", -4)]
    [DataRow("2 ^ -1", 0.5)]
    [DataRow("--3", 3)]
    [DataRow("2 * -3", -6)]
    [DataRow("sqrt(16) + abs(-1)", 5)]
    [DataRow("ln(e)", 1)]
    [DataRow("log(1000)", 3)]
    [DataRow("cos(0) + sin(0) + tan(0) + exp(0)", 2)]
    [DataRow("1.5e3", 1500)]
    [DataRow("2E-2", 0.02)]
    [DataRow(".5", 0.5)]
    [DataRow("\t5.\n", 5)]
    public void Expressions_have_their_value(string text, double value) => Assert.AreEqual(value, Expression.Evaluate(text), 1e-12);

    [TestMethod]
    [DataRow("", "Expected a number, a name or '(', found the end.")]
    [DataRow("1 +", "Expected a number, a name or '(', found the end.")]
    [DataRow("1 2", "Expected an operator or the end, found '2' at character 3.")]
    [DataRow("(1", "Expected ')', found the end.")]
    [DataRow("1)", "Expected an operator or the end, found ')' at character 2.")]
    [DataRow("sqrt 4", "Expected '(' after sqrt, found '4' at character 6.")]
    [DataRow("2e", "Expected an operator or the end, found 'e' at character 2.")]
    [DataRow("exec(1)", "'exec' at character 1 is not a name known here.")]
    [DataRow("PI", "'PI' at character 1 is not a name known here.")]
    [DataRow("1,5", "Character 2 does not belong in an expression (allowed: numbers, names and +-*/^()).")]
    [DataRow("1..2", "Expected an operator or the end, found '.2' at character 3.")]
    [DataRow("1/0", "The expression has no finite value.")]
    [DataRow("sqrt(-1)", "The expression has no finite value.")]
    [DataRow("1e999", "'1e999' at character 1 is no number, or too large a one.")]
    [DataRow("System.IO.File", "'.' at character 7 is no number, or too large a one.")]
    public void Anything_else_is_refused_with_a_reason(string text, string reason) =>
        Assert.AreEqual(reason, Assert.ThrowsExactly<ExpressionException>(() => Expression.Evaluate(text)).Message);

    [TestMethod]
    [DataRow("(", ")")]
    [DataRow("-", "")]
    [DataRow("2^", "")]
    [DataRow("sin(", ")")]
    public void Nesting_is_bounded(string open, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.IsTrue(double.IsFinite(Evaluate(Nested(3))));
        Assert.ThrowsExactly<ExpressionException>(() => Expression.Evaluate(Nested(Expression.DepthMax + 1)));
        Assert.ThrowsExactly<ExpressionException>(() => Expression.Evaluate(Nested(Expression.CharactersMax)));
    }

    [TestMethod]
    public void Siblings_do_not_count_as_depth() =>
        Assert.AreEqual(200, Expression.Evaluate(string.Join('+', Enumerable.Repeat("(1)", 200))));

    [TestMethod]
    public void Length_is_bounded()
    {
        Assert.AreEqual(1, Expression.Evaluate(new string(' ', Expression.CharactersMax - 1) + "1"));
        Assert.ThrowsExactly<ExpressionException>(() => Expression.Evaluate(new string(' ', Expression.CharactersMax) + "1"));
    }

    [TestMethod]
    public void No_text_does_anything_but_yield_a_finite_value_or_a_refusal() =>
        Gen.String.Sample(IsAnsweredOrRefused, iter: 20_000);

    [TestMethod]
    public void No_text_of_the_grammars_own_pieces_does_either() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40].Select(pieces => string.Concat(pieces))
            .Sample(IsAnsweredOrRefused, iter: 50_000);

    [TestMethod]
    public void Whole_number_sums_and_products_agree_with_arithmetic() =>
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999])
            .Sample((a, b, c) => Evaluate($"{a}+{b}*{c}-({a}-{b})") == a + (double)b * c - (a - b));

    private static bool IsAnsweredOrRefused(string text)
    {
        try
        {
            return double.IsFinite(Evaluate(text));
        }
        catch (ExpressionException e)
        {
            return e.Message.Length > 0;
        }
    }

    private static double Evaluate(string text) => Expression.Evaluate(text);
}
