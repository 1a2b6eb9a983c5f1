using WcfBroker.Cli.Output;
using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>Where the lines of subscriptions go: messages to standard output, what happens to the connection to standard error.</summary>
internal sealed class SubscribeOutput(CliEnvironment environment, SubscribeArguments arguments)
{
    private readonly Lock _gate = new();

    private readonly IDeliveryFormat _format = arguments.Json
        ? new JsonFormat()
        : new HumanFormat(new Paint(environment.Colours), environment.Time.LocalTimeZone);

    public void Announce(SubscriptionInfo info)
    {
        if (environment.OutIsTerminal && !arguments.Json)
        {
            var durable = arguments.Options.Durable is { } name ? $" as {TerminalText.Escape(name)}{(info.Resumed ? ", resumed" : ", new")}" : "";
            environment.Error.WriteLine($"Subscribed to {TerminalText.Escape(info.Topic)}{durable}. Ctrl-C ends.");
        }
    }

    public void Write(Delivery delivery) => Write(_format.Line(delivery));

    public void OnStateChanged(object? sender, BrokerStateEventArgs change)
    {
        if (ConnectionText.Line(change) is { } line)
        {
            environment.Error.WriteLine(line);
        }
    }

    /// <summary>That messages were missed is told in any case.</summary>
    public void OnNotice(object? sender, NoticeEventArgs e)
    {
        if (arguments.ShowNotices)
        {
            Write(_format.Line(e.Notice));
        }
        else if (e.Notice.Kind == NoticeKinds.Gap)
        {
            environment.Error.WriteLine(HumanFormat.Text(e.Notice));
        }
    }

    /// <summary>False when the reader of the output has gone.</summary>
    public bool TryFlush()
    {
        lock (_gate)
        {
            try
            {
                environment.Out.Flush();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            environment.Out.WriteLine(line);
        }
    }
}
