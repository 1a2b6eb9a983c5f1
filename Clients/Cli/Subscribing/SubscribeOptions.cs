using System.CommandLine;
using System.CommandLine.Parsing;
using WcfBroker.Cli.Arguments;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>The arguments and options of <c>subscribe</c>.</summary>
internal sealed class SubscribeOptions(TimeProvider time)
{
    public Argument<string[]> Topics { get; } = new("topics")
    {
        HelpName = "topics",
        Description = "Topics, each with all its subtopics (default: / for all), =/a/b for exactly that topic, "
            + "or filters as in /sensors/+/heat and /sensors/#.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<SubscriptionOptions?> From { get; } = new("--from")
    {
        Description = $"Where to start: {StartArgument.Forms}. "
            + "Default: last, the last message of each topic, then new ones; with --durable new, and what exists goes on where it was.",
        HelpName = "start",
        CustomParser = result => StartArgument.ParseArgument(result, time),
    };

    public Option<int?> Count { get; } = new("--count", "-n") { Description = "End after so many messages." };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line, for scripts." };

    public Option<bool> ShowNotices { get; } = new("--show-notices")
    {
        Description = "Show new topics, gaps and what else the broker has to say, at their place. Without it gaps go to standard error.",
    };

    public Option<string?> WhenSlow { get; } = new Option<string?>("--when-slow")
    {
        Description = "What the broker does when this program is too slow: drop-oldest (default), latest-per-topic, disconnect.",
        HelpName = "policy",
    }.AcceptOnlyFromAmong("drop-oldest", "latest-per-topic", "disconnect");

    public DurableOptions Durable { get; } = new();

    public Command AddTo(Command command)
    {
        command.Add(Topics);
        foreach (var option in new Option[] { From, Count, Json, ShowNotices, WhenSlow })
        {
            command.Add(option);
        }

        Durable.AddTo(command);
        command.Validators.Add(Check);
        return command;
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(Count) is < 1)
        {
            result.AddError("--count must be 1 or more.");
        }

        Durable.Check(result, Topics);
    }
}
