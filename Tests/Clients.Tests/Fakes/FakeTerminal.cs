using System.Text;
using WcfBroker.Cli;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>Runs the command line in this process, against a <see cref="FakeNetwork"/>.</summary>
internal sealed class FakeTerminal
{
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public FakeNetwork Network { get; } = new();

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public async Task<int> RunAsync(string[] args, string input = "") => await CommandLine.RunAsync(args, Environment(input));

    public Task<int> RunAsync(params string[] args) => RunAsync(args, "");

    public CliEnvironment Environment(string input = "") => new()
    {
        In = new StringReader(input),
        Out = Writer(_out),
        Error = Writer(_error),
        Time = Network.Time,
        Connect = (_, _, _) => Network.ConnectAsync(),
        Administer = (_, _, _) => Network.AdministerAsync(),
    };

    private static TextWriter Writer(StringBuilder text) => TextWriter.Synchronized(new StringWriter(text) { NewLine = "\n" });
}
