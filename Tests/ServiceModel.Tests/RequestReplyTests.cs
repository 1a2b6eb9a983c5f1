using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class RequestReplyTests
{
    [TestMethod]
    public async Task Adds_two_numbers()
    {
        await using var host = await CalculatorHost.StartAsync();
        Assert.AreEqual(5, host.Connect().Add(2, 3));
    }

    [TestMethod]
    public async Task Echoes_texts_of_any_kind()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        foreach (var text in new[] { null, "", "a", "ä€😀 <&>\"'", new string('x', 300), new string('y', 70_000) })
            Assert.AreEqual(text, await client.EchoText(text));
    }

    [TestMethod]
    public async Task Echoes_bytes_of_any_length()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        Assert.IsNull(await client.EchoBytes(null));
        foreach (var size in new[] { 0, 1, 2, 3, 4, 5, 254, 255, 256, 257, 65_535, 65_536, 65_537, 1_000_000, 3_000_001 })
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            CollectionAssert.AreEqual(bytes, await client.EchoBytes(bytes), $"{size} bytes");
        }
    }

    [TestMethod]
    public async Task Echoes_data_contracts_with_nulls_and_derived_types()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        Assert.IsNull(await client.EchoPoint(null));
        var point = await client.EchoPoint(new() { X = 1, Next = new LabelledPoint { Y = -70_000, Name = "n", Label = "l" } });
        Assert.AreEqual(1, point!.X);
        Assert.IsNull(point.Y);
        Assert.AreEqual(-70_000, point.Next!.Y);
        Assert.AreEqual("l", ((LabelledPoint)point.Next).Label);
    }

    [TestMethod]
    public async Task Echoes_arrays_with_nulls()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        Assert.IsNull(client.EchoPoints(null));
        Assert.IsEmpty(client.EchoPoints([])!);
        var points = client.EchoPoints([new() { X = 1 }, null, new() { X = 3 }])!;
        CollectionAssert.AreEqual(new int?[] { 1, null, 3 }, points.Select(p => p?.X).ToArray());
    }

    [TestMethod]
    public async Task Reads_values_of_every_simple_type()
    {
        await using var host = await CalculatorHost.StartAsync();
        var time = new DateTime(2026, 11, 1, 2, 3, 4, DateTimeKind.Utc);
        var values = await host.Connect().EchoValues(true, null, 0.5, 1.10m, time, TimeSpan.FromMinutes(90), Guid.Empty, Side.Right, ["a", "b"]);
        Assert.AreEqual($"True  0.5 1.10 {time:O} 01:30:00 {Guid.Empty} Right a,b", values);
    }

    [TestMethod]
    public async Task Answers_a_void_operation()
    {
        await using var host = await CalculatorHost.StartAsync();
        host.Connect().DoNothing();
    }

    [TestMethod]
    public async Task Serves_an_inherited_contract_to_a_client_without_callbacks()
    {
        await using var host = await CalculatorHost.StartAsync();
        Assert.AreEqual("x", await host.ConnectAs<IEcho>().EchoText("x"));
    }

    [TestMethod]
    public async Task Serves_localhost_by_both_loopback_addresses()
    {
        await using var host = await CalculatorHost.StartAsync();
        foreach (var name in new[] { "127.0.0.1", "[::1]" })
        {
            var address = new Uri($"net.tcp://{name}:{host.Endpoint.Address.Port}/Calculator/");
            Assert.AreEqual("x", await host.ConnectAs<IEcho>(address.ToString()).EchoText("x"));
        }
    }

    [TestMethod]
    public async Task Runs_many_calls_at_once()
    {
        await using var host = await CalculatorHost.StartAsync();
        var client = host.Connect();
        var held = client.Hold("gate");
        var sums = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => await client.EchoText($"{i}")));
        CollectionAssert.AreEqual(Enumerable.Range(0, 50).Select(i => $"{i}").ToArray(), sums);
        Assert.IsFalse(held.IsCompleted);
        host.Gates["gate"].Open();
        await held;
    }

    [TestMethod]
    public async Task Serves_many_clients_at_once()
    {
        await using var host = await CalculatorHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var client = host.Connect();
            for (var n = 0; n < 20; n++)
                Assert.AreEqual($"{i}/{n}", await client.EchoText($"{i}/{n}"));
            await Task.Factory.FromAsync(((ICommunicationObject)client).BeginClose, ((ICommunicationObject)client).EndClose, null);
        }));
    }
}
