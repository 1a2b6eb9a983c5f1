using System.CommandLine;
using WcfBroker.Cli.Arguments;

namespace WcfBroker.Cli.Bench;

/// <summary>The options of <c>wcfbroker bench</c>.</summary>
internal sealed class BenchOptions
{
    private const int CountDefault = 20_000;
    private const int CountMax = 100_000_000;
    private const int SizeBytesMax = 1 << 20;
    private const int BatchMessagesMax = 1_000;
    private const int BatchBytesMax = 4 << 20;
    private const int ConnectionsMax = 64;
    private static readonly TimeSpan DurationMax = TimeSpan.FromHours(1);

    public Option<string> Topic { get; } = new("--topic", "-t")
    {
        Description = "The topic to use; nobody else should.", HelpName = "topic", DefaultValueFactory = _ => "/bench",
    };

    public Option<int> Size { get; } = Number("--size", "The bytes of a payload", BenchPayload.BytesMin, SizeBytesMax, 100);

    public Option<int?> Count { get; } = new("--count", "-n")
    {
        Description = $"How many messages to publish, {CountDefault} by default unless --duration is given.", HelpName = "number",
    };

    public Option<TimeSpan?> Length { get; } = new("--duration", "-d")
    {
        Description = $"How long to publish, at most 1h: {Duration.Form}.", HelpName = "duration", CustomParser = Duration.ParseArgument,
    };

    public Option<int> Publishers { get; } = Number("--publishers", "Connections that publish", 1, ConnectionsMax, 1);

    public Option<int> Subscribers { get; } = Number("--subscribers", "Connections that subscribe", 0, ConnectionsMax, 1);

    public Option<int> Batch { get; } = Number("--batch", "Messages of one publish", 1, BatchMessagesMax, 100);

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Topic, Size, Count, Length, Publishers, Subscribers, Batch])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(Count) is < 1 or > CountMax || result.GetValue(Length) > DurationMax)
            {
                result.AddError($"--count is 1 to {CountMax}, and --duration at most 1h.");
            }
        });
        return command;
    }

    /// <exception cref="ArgumentException">A batch is larger than brokers take.</exception>
    public BenchArguments Read(ParseResult result) => (long)result.GetValue(Size) * result.GetValue(Batch) > BatchBytesMax
        ? throw new ArgumentException($"A batch has at most {BatchBytesMax} bytes; this one has {(long)result.GetValue(Size) * result.GetValue(Batch)}.")
        : new BenchArguments(
            result.GetRequiredValue(Topic),
            result.GetValue(Size),
            result.GetValue(Count) ?? (result.GetValue(Length) is null ? CountDefault : CountMax),
            result.GetValue(Length) ?? DurationMax,
            result.GetValue(Publishers),
            result.GetValue(Subscribers),
            result.GetValue(Batch));

    private static Option<int> Number(string name, string description, int min, int max, int preset)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description}, {min} to {max}.", HelpName = "number", DefaultValueFactory = _ => preset,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < min || value > max))
            {
                result.AddError($"{name} is {min} to {max}, not {value}.");
            }
        });
        return option;
    }
}
