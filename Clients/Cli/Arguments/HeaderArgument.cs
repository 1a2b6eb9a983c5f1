using System.CommandLine.Parsing;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Arguments;

/// <summary>Headers as <c>name=value</c>.</summary>
internal static class HeaderArgument
{
    public static Header[] Parse(ArgumentResult result)
    {
        var headers = new List<Header>();
        foreach (var token in result.Tokens)
        {
            var equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                result.AddError($"'{token.Value}' is no header: write name=value.");
                return [];
            }

            headers.Add(new Header { Name = token.Value[..equals], Value = token.Value[(equals + 1)..] });
        }

        return [.. headers];
    }
}
