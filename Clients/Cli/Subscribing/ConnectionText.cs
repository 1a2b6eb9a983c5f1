using System.Globalization;
using WcfBroker.Cli.Output;
using WcfBroker.Client;

namespace WcfBroker.Cli.Subscribing;

/// <summary>What people are told when a connection comes and goes.</summary>
internal static class ConnectionText
{
    /// <summary>A line, or null when there is nothing to tell.</summary>
    public static string? Line(BrokerStateEventArgs change) => change.State switch
    {
        BrokerConnectionState.Reconnecting when change.Attempt == 1 => $"-- Connection lost. Trying again in {Wait(change)}.",
        BrokerConnectionState.Reconnecting =>
            $"-- {TerminalText.Escape(change.Error?.Message ?? "No connection.")} Trying again in {Wait(change)}.",
        BrokerConnectionState.Connected => "-- Connected again.",
        _ => null,
    };

    private static string Wait(BrokerStateEventArgs change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Delay.TotalSeconds:0.0} s");
}
