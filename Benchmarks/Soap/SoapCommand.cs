using System.CommandLine;
using System.Globalization;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>The verb <c>soap</c>: publish in SOAP over HTTP, beside a plain POST of the same bytes.</summary>
internal static class SoapCommand
{
    private const int Rounds = 5;
    private const int Connections = 16;
    private const int PayloadBytes = 100;
    private const double TargetRatio = 0.5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private static readonly string How = $"""
        Publish of {PayloadBytes} B as WCF clients send it, over {Connections} connections that are kept, each a socket that sends the next
        request when it has received the answer. The operation returns a receipt at once, so what is measured is HTTP and SOAP
        alone. "Plain" is an ASP.NET Core endpoint in the same server that reads the same SOAP 1.1 request without looking at it
        and answers with as many bytes. The server runs in a process of its own. {Rounds} rounds of 2 s, interleaved, after one that
        warms up.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("soap", "Publish in SOAP over HTTP, beside a plain POST.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(bool isKept)
    {
        var answerBytes = await MeasureAnswerAsync();
        await using var server = await StartAsync(answerBytes);
        var port = Port(server);
        Scenario[] scenarios =
        [
            Calls("plain POST", PublishRequest.Soap11(SoapServerCommand.PlainPath, PayloadBytes)),
            Calls("SOAP 1.1", PublishRequest.Soap11(SoapServerCommand.SoapPath, PayloadBytes)),
            Calls("SOAP 1.2 with addressing", PublishRequest.Soap12(SoapServerCommand.SoapPath, PayloadBytes)),
        ];
        await Scenario.RunAsync(Rounds, scenarios);
        Report(scenarios).Finish(isKept);

        Scenario Calls(string name, byte[] request) => new(name, () => RunAsync(server, port, request));
    }

    private static async Task<int> MeasureAnswerAsync()
    {
        await using var server = await StartAsync(0);
        var request = PublishRequest.Soap11(SoapServerCommand.SoapPath, PayloadBytes);
        using var connection = await KeptConnection.OpenAsync(Port(server), request);
        return connection.BodyBytes;
    }

    private static Task<ServerProcess> StartAsync(int plainBytes) => ServerProcess.StartAsync(
        SoapServerCommand.Ready,
        "dotnet",
        "exec",
        typeof(SoapCommand).Assembly.Location,
        "soap-server",
        SoapServerCommand.PlainBytes,
        plainBytes.ToString(CultureInfo.InvariantCulture));

    private static int Port(ServerProcess server) => new Uri(server.Address("http://")).Port;

    private static async Task<Run> RunAsync(ServerProcess server, int port, byte[] request)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => KeptConnection.OpenAsync(port, request)));
        var meter = new Meter(server);
        var counts = await Task.WhenAll(connections.Select(connection => connection.RunAsync(() => meter.Elapsed < Duration)));
        var run = meter.Stop(counts.Sum());
        foreach (var connection in connections)
            connection.Dispose();
        return run;
    }

    private static Report Report(Scenario[] scenarios)
    {
        var report = new Report("soap", How);
        report.Add(RunTable.Of("call", scenarios));
        var ratio = Ratio(scenarios[1], scenarios[0]);
        report.Add($"SOAP 1.1 at least {TargetRatio} of the rate of a plain POST", ratio, ratio >= TargetRatio);
        report.Add("SOAP 1.2 with addressing, of the rate of a plain POST", Ratio(scenarios[2], scenarios[0]));
        return report;
    }

    private static double Ratio(Scenario ours, Scenario theirs) =>
        ours.Median(run => run.PerSecond) / theirs.Median(run => run.PerSecond);
}
