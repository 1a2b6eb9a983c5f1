using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

[TestClass]
public sealed class CommandLineTool
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task What_one_terminal_publishes_another_shows()
    {
        await using var subscriber = Tool("subscribe", "/news");
        await WaitForSubscriptionAsync("/news");

        await using var publisher = Tool("publish", "/news/sport", "Hello", "--header", "by=me");

        Assert.AreEqual(0, await publisher.ExitCodeAsync());
        await publisher.WaitForAsync("to /news/sport: 1 subscription");
        StringAssert.Contains(await subscriber.WaitForAsync("Hello"), "/news/sport");
    }

    [TestMethod]
    public async Task Scripts_get_one_JSON_object_a_line_and_Ctrl_C_unsubscribes()
    {
        await using var subscriber = Tool("subscribe", "/script", "--json");
        await WaitForSubscriptionAsync("/script");
        await using var publisher = Tool("publish", "/script", "1\u001b[31m", "--count", "2");

        var line = JsonDocument.Parse(await subscriber.WaitForAsync("\"text\"")).RootElement;
        Assert.AreEqual("/script", line.GetProperty("topic").GetString());
        Assert.AreEqual("1\u001b[31m", line.GetProperty("text").GetString());
        Assert.DoesNotContain("\u001b", subscriber.Output, "Control characters never reach the terminal raw.");

        await subscriber.SignalAsync("INT");
        Assert.AreEqual(0, await subscriber.ExitCodeAsync());
    }

    [TestMethod]
    public async Task Lines_of_standard_input_are_messages()
    {
        await using var subscriber = Tool("subscribe", "/lines", "--json", "--count", "3");
        await WaitForSubscriptionAsync("/lines");
        await using var publisher = Tool("publish", "/lines");
        await publisher.Input.WriteAsync("a\nb\nc\n");
        publisher.Input.Close();

        Assert.AreEqual(0, await publisher.ExitCodeAsync());
        Assert.AreEqual(0, await subscriber.ExitCodeAsync());
        CollectionAssert.AreEqual(
            (string[])["a", "b", "c"],
            subscriber.Output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()).ToArray());
    }

    [TestMethod]
    [DataRow("2*pi", 0, "6.283185307179586")]
    [DataRow("System.Environment.Exit(1)", 1, "InvalidExpression")]
    public async Task The_calculator_answers_expressions_and_refuses_all_else(string expression, int exitCode, string answer)
    {
        await using var calculator = new RunningProgram(Programs.Calculator, _broker.Url);
        await calculator.WaitForAsync("/calculator");
        await WaitForResponderAsync("/calculator", "1");

        await using var request = Tool("request", "/calculator", expression);

        Assert.AreEqual(exitCode, await request.ExitCodeAsync());
        await request.WaitForAsync(answer);
    }

    [TestMethod]
    public async Task The_greeter_prints_what_it_is_sent()
    {
        await using var greeter = new RunningProgram(Programs.Greeter, _broker.Url);
        await WaitForResponderAsync("/greeter", "ready?");

        await using var request = Tool("request", "/greeter", "Hello from Students");

        Assert.AreEqual(0, await request.ExitCodeAsync());
        await greeter.WaitForAsync("Hello from Students");
    }

    [TestMethod]
    [DataRow(1, "NoResponder", "request", "/nobody", "x")]
    [DataRow(1, "InvalidTopic", "publish", "no-slash", "x")]
    [DataRow(1, "127.0.0.1:1", "topics", "--url", "net.tcp://127.0.0.1:1/broker")]
    [DataRow(2, "--jason", "topics", "--jason")]
    public async Task A_failure_is_one_clear_line_and_an_exit_code(int exitCode, string named, params string[] arguments)
    {
        await using var tool = arguments.Contains("--url") ? new RunningProgram(Programs.Cli, arguments) : Tool(arguments);

        Assert.AreEqual(exitCode, await tool.ExitCodeAsync());
        await tool.WaitForAsync(named);
        Assert.DoesNotContain("   at ", tool.Output, "No stack trace.");
    }

    private static RunningProgram Tool(params string[] arguments) => new(Programs.Cli, [.. arguments, "--url", _broker.Url]);

    private static async Task WaitForSubscriptionAsync(string topic)
    {
        await using var client = new Clients.WcfClient(_broker.Url);
        while ((await client.Broker.ListTopicsAsync(topic, null, 1)).Topics is not [{ SubscriptionCount: > 0 }])
            await Task.Yield();
    }

    private static async Task WaitForResponderAsync(string topic, string request)
    {
        while (true)
        {
            await using var tool = Tool("request", topic, request);
            if (await tool.ExitCodeAsync() == 0)
                return;
        }
    }
}
