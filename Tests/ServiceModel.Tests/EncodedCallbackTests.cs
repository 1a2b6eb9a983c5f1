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
