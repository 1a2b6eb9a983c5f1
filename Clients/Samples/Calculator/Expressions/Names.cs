using System.Collections.Frozen;

namespace WcfBroker.Samples.Calculator.Expressions;

/// <summary>The names an expression may use: a closed list.</summary>
internal static class Names
{
    public static readonly FrozenDictionary<string, double> Constants = new Dictionary<string, double>
    {
        ["pi"] = Math.PI,
        ["e"] = Math.E,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Func<double, double>> Functions = new Dictionary<string, Func<double, double>>
    {
        ["sqrt"] = Math.Sqrt,
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["tan"] = Math.Tan,
        ["ln"] = Math.Log,
        ["log"] = Math.Log10,
        ["exp"] = Math.Exp,
        ["abs"] = Math.Abs,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
