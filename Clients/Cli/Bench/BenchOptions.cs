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

    public Option<int> Size { get; } = Number("--size", $"The bytes of a payload, {BenchPayload.BytesMin} to {SizeBytesMax}.", 100);

    public Option<int?> Count { get; } = new("--count", "-n")
    {
        Description = $"How many messages to publish, {CountDefault} by default unless --duration is given.", HelpName = "number",
    };

    public Option<TimeSpan?> Length { get; } = new("--duration", "-d")
    {
        Description = $"How long to publish, at most 1h: {Duration.Form}.", HelpName = "duration", CustomParser = Duration.ParseArgument,
    };

    public Option<int> Publishers { get; } = Number("--publishers", $"Connections that publish, 1 to {ConnectionsMax}.", 1);

    public Option<int> Subscribers { get; } = Number("--subscribers", $"Connections that subscribe, 0 to {ConnectionsMax}.", 1);

    public Option<int> Batch { get; } = Number("--batch", $"Messages of one publish, 1 to {BatchMessagesMax}.", 100);

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Topic, Size, Count, Length, Publishers, Subscribers, Batch])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            void Require(Option<int> option, int min, int max)
            {
                if (result.GetValue(option) is var value && (value < min || value > max))
                {
                    result.AddError($"{option.Name} is {min} to {max}, not {value}.");
                }
            }

            Require(Size, BenchPayload.BytesMin, SizeBytesMax);
            Require(Publishers, 1, ConnectionsMax);
            Require(Subscribers, 0, ConnectionsMax);
            Require(Batch, 1, Math.Clamp(BatchBytesMax / Math.Max(1, result.GetValue(Size)), 1, BatchMessagesMax));
            if (result.GetValue(Count) is < 1 or > CountMax)
            {
                result.AddError($"--count is 1 to {CountMax}.");
            }

            if (result.GetValue(Length) > DurationMax)
            {
                result.AddError("--duration is at most 1h.");
            }
        });
        return command;
    }

    public BenchArguments Read(ParseResult result) => new(
        result.GetRequiredValue(Topic),
        result.GetValue(Size),
        result.GetValue(Count) ?? (result.GetValue(Length) is null ? CountDefault : CountMax),
        result.GetValue(Length) ?? DurationMax,
        result.GetValue(Publishers),
        result.GetValue(Subscribers),
        result.GetValue(Batch));

    private static Option<int> Number(string name, string description, int preset) => new(name)
    {
        Description = description, HelpName = "number", DefaultValueFactory = _ => preset,
    };
}
