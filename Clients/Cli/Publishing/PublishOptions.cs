using System.CommandLine;
using System.CommandLine.Parsing;
using WcfBroker.Cli.Arguments;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>The arguments and options of <c>publish</c>.</summary>
internal sealed class PublishOptions
{
    public Argument<string> Topic { get; } = new("topic") { Description = "The topic, as in /currency or /sensors/kitchen.", HelpName = "topic" };

    public Argument<string?> Text { get; } = new("text")
    {
        Description = "The text to publish. Without it and without --file, each line of standard input is a message.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<FileInfo> File { get; } =
        new Option<FileInfo>("--file", "-f") { Description = "Publish the bytes of this file." }.AcceptExistingOnly();

    public Option<int?> Count { get; } = new("--count", "-n")
    {
        Description = "Publish the message this many times; of standard input at most so many lines.",
    };

    public Option<double?> Rate { get; } = new("--rate", "-r")
    {
        Description = "At most so many messages a second.",
        HelpName = "per second",
    };

    public Option<string?> ContentType { get; } = new("--content-type", "-c")
    {
        Description = "The media type; by default text, and for a file what its extension says.",
        HelpName = "type",
    };

    public Option<Header[]> Headers { get; } = new("--header", "-H")
    {
        Description = "A header; may be given more than once.",
        HelpName = "name=value",
        CustomParser = HeaderArgument.Parse,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string?> Id { get; } = new("--id") { Description = "The message's id; for one message only." };

    public Option<TimeSpan?> TimeToLive { get; } = new("--ttl")
    {
        Description = $"How long the message may be delivered: {Duration.Form}.",
        HelpName = "duration",
        CustomParser = Duration.ParseArgument,
    };

    public Option<bool> OneWay { get; } = new("--one-way")
    {
        Description = "Publish without waiting for receipts: fastest for single messages, and without any promise.",
    };

    public Command AddTo(Command command)
    {
        command.Add(Topic);
        command.Add(Text);
        foreach (var option in new Option[] { File, Count, Rate, ContentType, Headers, Id, TimeToLive, OneWay })
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
        return command;
    }

    private void Check(CommandResult result)
    {
        Require(result, result.GetValue(Text) is null || result.GetValue(File) is null, "Give a text or --file, not both.");
        Require(result, result.GetValue(Count) is null or >= 1, "--count must be 1 or more.");
        Require(result, result.GetValue(Rate) is null or (> 0 and <= 1_000_000), "--rate must be more than 0, at most 1,000,000.");
        var isSingle = result.GetValue(Count) is null or 1 && (result.GetValue(Text) ?? result.GetValue(File)?.Name) is not null;
        Require(result, isSingle || result.GetValue(Id) is null, "--id is for one message: a text or a file, without --count.");
    }

    private static void Require(CommandResult result, bool condition, string message)
    {
        if (!condition)
        {
            result.AddError(message);
        }
    }
}
