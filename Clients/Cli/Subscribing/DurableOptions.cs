using System.CommandLine;
using System.CommandLine.Parsing;
using WcfBroker.Cli.Arguments;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>The options of <c>subscribe</c> for durable subscriptions.</summary>
internal sealed class DurableOptions
{
    public Option<string?> Name { get; } = new("--durable", "-d")
    {
        Description = "Make a durable subscription of this name, or go on where it was. A message is acknowledged when its line is written.",
        HelpName = "name",
    };

    public Option<bool> Shared { get; } = new("--shared")
    {
        Description = "Durable: share the subscription; each message goes to one of those who do.",
    };

    public Option<bool> Strict { get; } = new("--strict")
    {
        Description = "Durable: later messages wait while one waits to be tried again.",
    };

    public Option<TimeSpan?> Lease { get; } = new("--lease")
    {
        Description = $"Durable: how long a message may stay unsettled before it is tried again (default 30s): {Duration.Form}.",
        HelpName = "duration",
        CustomParser = Duration.ParseArgument,
    };

    public Option<int?> Attempts { get; } = new("--attempts")
    {
        Description = "Durable: after so many attempts a message becomes a dead letter (default 10).",
        HelpName = "count",
    };

    public Option<int?> Credit { get; } = new("--credit")
    {
        Description = "Durable: at most so many messages are fetched ahead (default 100).",
        HelpName = "count",
    };

    public Option<TimeSpan?> Idle { get; } = new("--idle")
    {
        Description = $"Durable: the subscription is deleted when nobody has used it for so long (default 7d): {Duration.Form}.",
        HelpName = "duration",
        CustomParser = Duration.ParseArgument,
    };

    public Option<bool> NoAcknowledge { get; } = new("--no-ack")
    {
        Description = "Durable: a message counts as received when it is sent; what this program had not read when it ends is lost to it.",
    };

    public Option<string?> Reject { get; } = new("--reject")
    {
        Description = "Durable: reject each message for this reason: it becomes a dead letter.",
        HelpName = "reason",
    };

    public Option<string?> Return { get; } = new("--return")
    {
        Description = "Durable: give each message back for this reason: it is tried again.",
        HelpName = "reason",
    };

    private Option[] OfDurable => [Shared, Strict, Lease, Attempts, Credit, Idle, NoAcknowledge, Reject, Return];

    public void AddTo(Command command)
    {
        command.Add(Name);
        foreach (var option in OfDurable)
        {
            command.Add(option);
        }
    }

    public void Check(CommandResult result, Argument<string[]> topics)
    {
        var given = OfDurable.Where(option => result.GetResult(option) is { Implicit: false }).ToList();
        if (result.GetValue(Name) is null && given.Count > 0)
        {
            result.AddError($"{given[0].Name} is for durable subscriptions: give --durable too.");
        }

        if (given.Intersect([NoAcknowledge, Reject, Return]).Count() > 1)
        {
            result.AddError("--no-ack, --reject and --return exclude one another.");
        }

        if (result.GetValue(Name) is not null && result.GetValue(topics) is { Length: > 1 })
        {
            result.AddError("A durable subscription has one topic or filter.");
        }
    }

    public void Fill(SubscriptionOptions options, string name, ParseResult result)
    {
        options.Durable = name;
        options.Shared = result.GetValue(Shared);
        options.Order = result.GetValue(Strict) ? DeliveryOrders.Strict : null;
        options.Lease = result.GetValue(Lease);
        options.AttemptsMax = result.GetValue(Attempts);
        options.Credit = result.GetValue(Credit);
        options.IdleTime = result.GetValue(Idle);
        options.Acknowledge = result.GetValue(NoAcknowledge) ? AcknowledgeModes.None : AcknowledgeModes.Explicit;
    }
}
