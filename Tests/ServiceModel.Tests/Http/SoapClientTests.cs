using System.Globalization;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapClientTests
{
    public static IEnumerable<object[]> Bindings => ClientBindings.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Clients_of_every_text_binding_call_synchronous_and_asynchronous_operations(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        Assert.AreEqual(5, client.Add(2, 3));
        Assert.AreEqual(3, await client.Divide(9, 3));
        client.DoNothing();
        Assert.IsEmpty(await client.TakeNotes());
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Texts_of_any_kind_are_echoed(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        foreach (var text in new[] { null, "", "a", " a ", "ä€😀 <&>\"']]>\t\r\n", "\uFFFD\u0085\u2028", string.Concat(Enumerable.Repeat("😀", 40_000)) })
            Assert.AreEqual(text, await client.EchoText(text));
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Bytes_of_any_length_are_echoed(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        Assert.IsNull(await client.EchoBytes(null));
        foreach (var size in new[] { 0, 1, 2, 3, 4, 1_000, 3_000, 4_095, 4_096, 60 * 1024, 1024 * 1024, 3_000_001 })
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            CollectionAssert.AreEqual(bytes, await client.EchoBytes(bytes), $"{size} bytes");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Data_contracts_with_nulls_derived_types_and_arrays_are_echoed(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        Assert.IsNull(await client.EchoPoint(null));
        var point = await client.EchoPoint(new() { X = 1, Next = new LabelledPoint { Y = -70_000, Name = "n", Label = "l" } });
        Assert.IsNull(point!.Y);
        Assert.AreEqual("l", ((LabelledPoint)point.Next!).Label);
        var points = client.EchoPoints([new() { X = 1 }, null, new() { X = 3 }])!;
        CollectionAssert.AreEqual(new int?[] { 1, null, 3 }, points.Select(p => p?.X).ToArray());
        var time = new DateTime(2026, 11, 1, 2, 3, 4, DateTimeKind.Utc);
        var values = await client.EchoValues(true, null, 0.5, 1.10m, time, TimeSpan.FromMinutes(90), Guid.Empty, Side.Right, ["a", "b"]);
        Assert.AreEqual($"True  0.5 1.10 {time:O} 01:30:00 {Guid.Empty} Right a,b", values);
    }

    [TestMethod]
    public async Task An_inherited_contract_is_served_to_clients_that_know_it_alone()
    {
        await using var host = await SoapHost.StartAsync();
        Assert.AreEqual("x", await host.Connect<IEcho>(ClientBindings.Basic).EchoText("x"));
    }

    [TestMethod]
    public async Task Parameters_left_out_are_defaults_and_unknown_ones_are_passed_over()
    {
        await using var host = await SoapHost.StartAsync();
        var values = await host.Connect<IMistakenEcho>(ClientBindings.Basic).EchoValues(new() { X = "unknown" }, 5);
        Assert.AreEqual($"False 5 0 0 {default(DateTime):O} 00:00:00 {Guid.Empty} Left null", values);
    }

    [TestMethod]
    public async Task Many_clients_are_served_at_once()
    {
        await using var host = await SoapHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var client = host.Connect(i % 2 == 0 ? ClientBindings.Basic : ClientBindings.WS);
            for (var n = 0; n < 50; n++)
            {
                var text = string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"{i}/{n} "), 1 + (i * n)));
                Assert.AreEqual(text, await client.EchoText(text));
            }
        }));
    }

    [TestMethod]
    public async Task Each_request_is_a_session_of_its_own_which_knows_its_caller()
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Basic);
        var expected = $"True True {host.Url.Authority} {host.Url} True False";
        Assert.AreEqual(expected, await client.DescribeSession());
        Assert.AreEqual(expected, await client.DescribeSession());
        for (var i = 0; i < 2; i++)
            Assert.IsTrue(host.Ended.Take(), "the session has ended when the instance is disposed");
    }
}
