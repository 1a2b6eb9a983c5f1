using System.Text;
using WcfBroker.Client;
using WcfBroker.Contracts.Messages;

// Prints the text of each request to /greeter and answers it: dotnet run [-- url [topic]]
var url = args.ElementAtOrDefault(0) ?? "net.tcp://localhost:8808/broker";
var topic = args.ElementAtOrDefault(1) ?? "/greeter";

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    await using var connection = await BrokerConnection.ConnectAsync(url, cancellationToken: stop.Token);
    Console.WriteLine($"Answering requests on {topic}. Ctrl-C ends.");
    await connection.RespondAsync(topic, GreetAsync, cancellationToken: stop.Token);
    return 0;
}
catch (Exception e) when (e is BrokerException or BrokerConnectionException or ArgumentException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static Task<BrokerMessage> GreetAsync(Delivery request, CancellationToken cancellationToken)
{
    var text = Encoding.UTF8.GetString(request.Body ?? []);
    Console.WriteLine(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
    return Task.FromResult(new BrokerMessage { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes($"Printed: {text}") });
}
