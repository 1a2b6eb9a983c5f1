using WcfBroker.Client;
using WcfBroker.Samples.Calculator;

// Answers expressions sent to /calculator: dotnet run [-- url [topic]]
var url = args.ElementAtOrDefault(0) ?? "net.tcp://localhost:8808/broker";
var topic = args.ElementAtOrDefault(1) ?? "/calculator";

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    await using var connection = await BrokerConnection.ConnectAsync(url, cancellationToken: stop.Token);
    Console.WriteLine($"Answering expressions on {topic}. Ctrl-C ends.");
    await connection.RespondAsync(topic, (request, _) => Task.FromResult(Answer.To(request)), cancellationToken: stop.Token);
    return 0;
}
catch (Exception e) when (e is BrokerException or BrokerConnectionException or ArgumentException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
