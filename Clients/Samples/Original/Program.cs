using System.Net.Sockets;
using WcfBroker.Samples.Original;
using WcfBroker.Samples.Original.Protocol;

// The lab's producer and consumer: dotnet run -- producer --type msg --length 10
if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}

if (!Producer.IsType(arguments.Type) && (arguments.Role == "producer" || arguments.Type != "/"))
{
    Console.WriteLine("Error: not a valid producer type");
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    using var connection = await LabConnection.OpenAsync(arguments.Host, arguments.Port, arguments.Mechanism, stop.Token);
    await (arguments.Role == "producer"
        ? new Producer(arguments.Type, new Random()).RunAsync(connection, arguments.Length, stop.Token)
        : new Consumer(arguments.Type, Console.Out).RunAsync(connection, stop.Token));
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception e) when (e is SocketException or IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync($"Error: {e.Message}");
    return 1;
}
