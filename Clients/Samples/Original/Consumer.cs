using WcfBroker.Samples.Original.Protocol;

namespace WcfBroker.Samples.Original;

/// <summary>Asks for the list of topics, subscribes, and prints each message as "topic data" until cancelled.</summary>
internal sealed class Consumer(string type, TextWriter output)
{
    private readonly string _topic = $"/{type}";

    public async Task RunAsync(LabConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(new LabMessage("LIST", _topic, ""), cancellationToken);
        await connection.SendAsync(new LabMessage("SUBSCRIBE", _topic, _topic), cancellationToken);
        try
        {
            while (true)
            {
                var message = await connection.ReceiveAsync(cancellationToken);
                await output.WriteLineAsync($"{Show(message.Topic)} {Show(message.Text)}");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await connection.SendAsync(new LabMessage("CANCEL_SUB", _topic, _topic), CancellationToken.None);
        }
    }

    /// <summary>The broker writes line ends as backslash and n. Other control characters do not reach the terminal.</summary>
    private static string Show(string text) =>
        string.Concat(text.Replace("\\n", "\n", StringComparison.Ordinal).Select(c => char.IsControl(c) && c != '\n' ? ' ' : c));
}
