using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Sends a framing fault in a way that the peer gets to see it.</summary>
internal static class FaultSender
{
    public static async Task SendAsync(ConnectionContext connection, Func<CancellationToken, Task> write, EndpointRuntime runtime)
    {
        using var deadline = new CancellationTokenSource(runtime.Options.CloseDeadline, runtime.Time);
        try
        {
            await write(deadline.Token).ConfigureAwait(false);
            await DiscardAsync(connection, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            connection.Abort();
        }
    }

    // Closing a socket with unread bytes resets it, and a reset overtakes the fault. So what still comes is read and dropped.
    private static async Task DiscardAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
