using System.Globalization;
using WcfBroker.Client;

namespace WcfBroker.Cli.Output;

/// <summary>Errors as one line.</summary>
internal static class ErrorText
{
    /// <summary>The broker's sentence, then what a program would look at.</summary>
    public static string Of(BrokerException e)
    {
        var details = new List<string> { e.Code };
        Add(details, "parameter", e.Parameter);
        Add(details, "limit", e.Limit);
        Add(details, "value", e.Value);
        if (e.RetryAfter is { } wait)
        {
            details.Add(string.Create(CultureInfo.InvariantCulture, $"try again in {wait.TotalSeconds:0.#} s"));
        }

        return $"{e.Message} [{string.Join("; ", details)}]";
    }

    /// <summary>Without the parameter's name that the runtime appends.</summary>
    public static string Of(ArgumentException e)
    {
        var end = e.ParamName is null ? -1 : e.Message.IndexOf($" (Parameter '{e.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }

    private static void Add(List<string> details, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            details.Add($"{name} {value}");
        }
    }
}
