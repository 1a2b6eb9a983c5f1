using System.Text;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Users;
using WcfBroker.Client;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli;

/// <summary>What the commands see of the process that they run in.</summary>
internal sealed record CliEnvironment
{
    public required TextReader In { get; init; }

    /// <summary>Buffered when it is no terminal: whoever waits for more to write flushes it first.</summary>
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether lines for people may carry colours.</summary>
    public bool Colours { get; init; }

    /// <summary>The broker's address unless an option names another.</summary>
    public string DefaultUrl { get; init; } = "net.tcp://localhost:8808/broker";

    /// <summary>Reads a line from the terminal without showing it.</summary>
    public Func<string> ReadSecret { get; init; } = HiddenLine.Read;

    /// <summary>Reads a variable of the environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<string, BrokerConnectionOptions, CancellationToken, Task<BrokerConnection>> Connect { get; init; } =
        BrokerConnection.ConnectAsync;

    public Func<string, BrokerConnectionOptions, CancellationToken, Task<BrokerAdministration>> Administer { get; init; } =
        BrokerAdministration.ConnectAsync;

    public static CliEnvironment OfThisProcess()
    {
        var environment = new CliEnvironment
        {
            In = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)),
            Out = Console.IsOutputRedirected ? StandardOutput.OpenBuffered() : Console.Out,
            Error = Console.Error,
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
        var url = Environment.GetEnvironmentVariable("WCFBROKER_URL");
        return string.IsNullOrEmpty(url) ? environment : environment with { DefaultUrl = url };
    }
}
