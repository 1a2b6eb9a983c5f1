using System.Globalization;
using WcfBroker.Samples.Original.Protocol;

namespace WcfBroker.Samples.Original;

/// <summary>The command line: <c>producer|consumer</c>, then options with a value each.</summary>
internal sealed record Arguments(string Role, string Type, int Length, string Host, int Port, IMechanism Mechanism)
{
    public const string Usage = """
        usage: producer [--type currency|msg|telephony] [--length 10]
               consumer [--type currency|msg|telephony|/]
        both:  [--host localhost] [--port 8000] [--mechanism json|xml]
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not ["producer" or "consumer", .. var rest] || rest.Length % 2 != 0)
        {
            return null;
        }

        var arguments = new Arguments(args[0], "currency", 10, "localhost", 8000, new JsonMechanism());
        foreach (var pair in rest.Chunk(2))
        {
            if (arguments.With(pair[0], pair[1]) is not { } next)
            {
                return null;
            }

            arguments = next;
        }

        return arguments;
    }

    private Arguments? With(string option, string value) => (option, value) switch
    {
        ("--type", _) => this with { Type = value },
        ("--host", _) => this with { Host = value },
        ("--length", _) when Number(value, int.MaxValue) is { } length => this with { Length = length },
        ("--port", _) when Number(value, 65535) is { } port => this with { Port = port },
        ("--mechanism", "json") => this with { Mechanism = new JsonMechanism() },
        ("--mechanism", "xml") => this with { Mechanism = new XmlMechanism() },
        _ => null,
    };

    private static int? Number(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max ? number : null;
}
