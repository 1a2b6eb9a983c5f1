using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using WcfBroker.Cli.Output;

namespace WcfBroker.Cli.Top;

/// <summary>A frame as it is shown, on a terminal or as plain lines.</summary>
internal static class TopView
{
    private const int RowsMax = 10;

    public static IRenderable Of(TopFrame frame, TimeProvider time)
    {
        var parts = new List<IRenderable> { new Text(Head(frame, time)), Topics(frame) };
        if (frame.Now.Subscriptions.Count > 0)
        {
            parts.AddRange([Text.Empty, Subscriptions(frame)]);
        }

        return new Rows(parts);
    }

    private static string Head(TopFrame frame, TimeProvider time)
    {
        var (now, info) = (frame.Now, frame.Now.Info);
        var free = info.FreeDiskBytes is { } rest ? $", {ValueText.Bytes(rest)} free" : "";
        return $"""
            WcfBroker {TerminalText.Escape(info.Version)}, running since {ValueText.Time(info.StartedUtc, time)}
            Published      {Rate(frame.PublishedPerSecond)}/s, last #{info.HeadSequence}
            Delivered      {Rate(frame.DeliveredPerSecond)}/s, {ValueText.Number(info.Delivered)} in all
            Sessions       {ValueText.Number(info.Sessions)}, {ValueText.Number(now.Queued)} queued, {ValueText.Number(now.Dropped)} dropped
            Subscriptions  {ValueText.Number(info.DurableSubscriptions)} durable, {ValueText.Number(info.DeadLetters)} dead letters
            Store          {(info.StoreBytes is { } bytes ? ValueText.Bytes(bytes) : "none")}{free}

            """.ReplaceLineEndings("\n");
    }

    private static Table Topics(TopFrame frame)
    {
        var table = new TextTable("Topic", "Messages/s", "Messages");
        foreach (var (name, perSecond, messages) in frame.Topics(RowsMax))
        {
            table.Add(name, Rate(perSecond), ValueText.Number(messages));
        }

        return table.Table;
    }

    private static Table Subscriptions(TopFrame frame)
    {
        var table = new TextTable("Subscription", "Behind", "In flight", "Waiting", "Dead letters", "Sessions");
        foreach (var status in frame.Now.Subscriptions.OrderByDescending(status => status.Behind + status.Waiting).Take(RowsMax))
        {
            table.Add(
                status.Name,
                ValueText.Number(status.Behind),
                ValueText.Number(status.InFlight),
                ValueText.Number(status.Waiting),
                ValueText.Number(status.DeadLetters),
                ValueText.Number(status.Members));
        }

        return table.Table;
    }

    private static string Rate(double perSecond) => perSecond.ToString(perSecond is > 0 and < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
