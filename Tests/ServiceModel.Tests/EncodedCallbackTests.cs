using System.Buffers;
using System.Text.Json;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class EncodedCallbackTests
{
    [TestMethod]
    public async Task The_same_deliveries_arrive_the_same_whether_encoded_or_serialised()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        host.Connect(callback);
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        var encoder = new DeliveryEncoder(host.Definition.Callbacks!["OnDeliveries"]);
        foreach (var batch in new[] { [], DeliveryEncoder.Samples[..1], DeliveryEncoder.Samples })
        {
            await channel.SendAsync(encoder.Operation, [batch]);
            await channel.SendEncodedAsync(encoder.Operation, encoder.Encode(batch));
            await channel.Proxy<ICalculatorCallback>().OnDeliveries(batch);
            var expected = JsonSerializer.Serialize(batch);
            for (var i = 0; i < 3; i++)
                Assert.AreEqual(expected, JsonSerializer.Serialize(await callback.NextDeliveriesAsync()));
        }
    }

    [TestMethod]
    public async Task One_encoding_serves_every_session_also_as_its_first_message()
    {
        await using var host = await CalculatorHost.StartAsync();
        var encoder = new DeliveryEncoder(host.Definition.Callbacks!["OnDeliveries"]);
        var slices = encoder.Encode(DeliveryEncoder.Samples);
        for (var i = 0; i < 5; i++)
        {
            var callback = new RecordingCallback();
            var client = host.Connect(callback);
            var channel = (await host.NextServiceAsync()).Session.Callback!;
            if (i % 2 == 1)
                Assert.AreEqual("called before", await client.EchoText("called before"));
            for (var n = 0; n < 3; n++)
            {
                await channel.SendEncodedAsync(encoder.Operation, slices);
                Assert.HasCount(DeliveryEncoder.Samples.Length, await callback.NextDeliveriesAsync());
            }
        }
    }

    [TestMethod]
    public async Task Callbacks_that_waited_for_more_leave_with_the_next_one_in_order()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        host.Connect(callback);
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        var encoder = new DeliveryEncoder(host.Definition.Callbacks!["OnDeliveries"]);
        for (var count = 0; count < 3; count++)
            await channel.SendEncodedAsync(encoder.Operation, encoder.Encode(DeliveryEncoder.Samples[..count]), more: count < 2);
        for (var count = 0; count < 3; count++)
            Assert.HasCount(count, await callback.NextDeliveriesAsync());
    }

    [TestMethod]
    public async Task A_single_object_in_the_namespace_of_the_contract_arrives_too()
    {
        await using var host = await CalculatorHost.StartAsync();
        var callback = new RecordingCallback();
        host.Connect(callback);
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        var operation = host.Definition.Callbacks!["OnNotice"];
        var slice = new ArrayBufferWriter<byte>();
        var writer = new FragmentWriter(slice);
        writer.Element(operation.Element("Text", Notice.Namespace), "text");
        writer.Element(operation.Element("Content", Notice.Namespace), [1, 2, 3, 4]);
        await channel.SendEncodedAsync(operation, new[] { slice.WrittenMemory });
        await channel.SendAsync(operation, [new Notice { Text = "text", Content = [1, 2, 3, 4] }]);
        await channel.SendAsync(operation, [null]);
        var encoded = await callback.NextNoticeAsync();
        Assert.AreEqual(JsonSerializer.Serialize(encoded), JsonSerializer.Serialize(await callback.NextNoticeAsync()));
        Assert.AreEqual("text", encoded!.Text);
        Assert.IsNull(await callback.NextNoticeAsync());
    }

    [TestMethod]
    public async Task All_strings_of_callbacks_are_primed_before_those_of_replies()
    {
        await using var host = await CalculatorHost.StartAsync();
        var strings = host.Definition.Strings;
        Assert.IsTrue(strings.TryGetWireKey("AddResponse", out var reply));
        foreach (var name in new[] { "OnDeliveries", "Delivery", "Attempt", "DeliveryHeader", "Value", Delivery.Namespace })
        {
            Assert.IsTrue(strings.TryGetWireKey(name, out var key), name);
            Assert.IsLessThan(reply, key);
        }
    }

    [TestMethod]
    public async Task An_operation_of_another_shape_cannot_be_sent_encoded()
    {
        await using var host = await CalculatorHost.StartAsync();
        host.Connect();
        var channel = (await host.NextServiceAsync()).Session.Callback!;
        foreach (var name in new[] { "OnContent", "Answer" })
        {
            var operation = host.Definition.Callbacks![name];
            await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await channel.SendEncodedAsync(operation, default));
            Assert.ThrowsExactly<InvalidOperationException>(() => operation.Element("a", "b"));
        }
    }

    [TestMethod]
    public async Task A_name_of_a_foreign_namespace_is_refused()
    {
        await using var host = await CalculatorHost.StartAsync();
        Assert.ThrowsExactly<ArgumentException>(() => host.Definition.Callbacks!["OnDeliveries"].Element("Topic", "urn:other"));
    }
}
