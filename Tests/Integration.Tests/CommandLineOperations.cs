using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>What an operator does with the tool, against the running broker.</summary>
[TestClass]
public sealed class CommandLineOperations
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task What_is_exported_from_one_broker_and_imported_into_another_is_the_same_and_once_only()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.PublishBatchAsync([.. Enumerable.Range(0, 50).Select(i => new TopicMessage
        {
            Topic = $"/export/{i % 3}",
            Message = new BrokerMessage
            {
                Body = i % 5 == 0 ? [] : [.. Enumerable.Range(i, i % 2 == 0 ? 0x80 - i : 300).Select(b => (byte)b)],
                Headers = [new Header { Name = "number", Value = $"{i} \u20ac" }],
                ContentType = "text/x",
            },
        })]);
        await client.Broker.PublishTextAsync("/elsewhere", "is not exported");
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await RunAsync("Exported 50 messages.", "export", file, "--topic", "/export", "--url", _broker.Url);
            await using var other = await RunningBroker.StartAsync();
            await RunAsync("Imported 50 messages.", "import", file, "--url", other.Url);
            await RunAsync("50 were there already", "import", file, "--url", other.Url);
            CollectionAssert.AreEqual(await ReadAsync(_broker.Url, "/export"), await ReadAsync(other.Url, "/"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public async Task Top_shows_what_was_published_as_plain_lines_where_there_is_no_terminal()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.PublishTextAsync("/top/here", "x");
        var output = await RunAsync("/top/here", "top", "--once", "--interval", "100ms", "--url", _broker.Url);
        StringAssert.Contains(output, "Published");
        Assert.DoesNotContain("\u001b", output);
    }

    [TestMethod]
    public async Task Bench_prints_a_table_and_leaves_no_subscription()
    {
        var output = await RunAsync("Delivered", "bench", "--count", "300", "--batch", "50", "--subscribers", "2", "--url", _broker.Url);
        var delivered = output.Split('\n').Single(line => line.StartsWith("Delivered", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual("600", delivered[1]);
        Assert.HasCount(10, delivered);
        Assert.IsGreaterThan(0, double.Parse(delivered[5], CultureInfo.InvariantCulture));
        await using var client = new WcfClient(_broker.Url);
        Assert.AreEqual(0, (await client.Broker.ListTopicsAsync("/bench", null, 1)).Topics[0].SubscriptionCount);
        Assert.IsNull(await client.Broker.GetLastMessageAsync("/bench"));
    }

    [TestMethod]
    [DataRow("wcfbroker pub", "publish")]
    [DataRow("wcfbroker dead-letters re", "replay")]
    [DataRow("wcfbroker bench --pub", "--publishers")]
    public async Task The_script_for_bash_completes_commands_and_options(string line, string expected)
    {
        Shell.Require("bash");
        var script = $$"""
            wcfbroker() { dotnet exec '{{Programs.Cli}}' "$@"; }
            source <(wcfbroker completion bash)
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _wcfbroker
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.AreEqual(expected, (await Shell.RunAsync("bash", "-c", script)).Trim());
    }

    [TestMethod]
    public async Task Topics_and_subscriptions_are_completed_from_the_broker_and_by_nothing_where_none_answers()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.SubscribeAsync("/completed/here", new SubscriptionOptions { Durable = "completed" });
        await CompleteAsync("/completed/here", $"wcfbroker publish --url {_broker.Url} /comp");
        await CompleteAsync("completed", $"wcfbroker dead-letters list --url {_broker.Url} comp");
        Assert.AreEqual("", (await CompleteAsync("", "wcfbroker publish --url net.tcp://127.0.0.1:1/broker /comp")).Trim());
    }

    private static Task<string> CompleteAsync(string told, string line) => RunAsync(told, $"[suggest:{line.Length}]", line);

    private static async Task<string> RunAsync(string told, params string[] arguments)
    {
        await using var tool = new RunningProgram(Programs.Cli, arguments);
        Assert.AreEqual(0, await tool.ExitCodeAsync(), tool.Output);
        await tool.WaitForAsync(told);
        return tool.Output;
    }

    private static async Task<string[]> ReadAsync(string url, string topic)
    {
        await using var client = new PlainClient<IBrokerAdministration>(url);
        var page = await client.Broker.ReadLogAsync(topic, 0, null, 1_000);
        return [.. page.Messages.Select(message =>
            $"{message.Topic} {message.ContentType} {message.Headers![0].Value} {Convert.ToHexString(message.Body ?? [])}")];
    }
}
