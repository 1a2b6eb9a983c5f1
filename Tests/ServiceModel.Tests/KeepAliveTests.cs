using Microsoft.Extensions.Time.Testing;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class KeepAliveTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(4);

    [TestMethod]
    public async Task A_silent_session_with_callbacks_gets_a_sign_of_life_each_interval()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(time);
        var callback = new RecordingCallback();
        host.Connect(callback).Add(1, 2);
        for (var i = 0; i < 3; i++)
        {
            time.Advance(Interval + TimeSpan.FromSeconds(5));
            Assert.AreEqual(-1, (await callback.NextContentAsync()).Number);
        }
    }

    [TestMethod]
    public async Task A_session_that_was_sent_something_is_left_alone()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(time);
        var callback = new RecordingCallback();
        var client = host.Connect(callback);
        for (var i = 0; i < 5; i++)
        {
            client.Add(1, 2);
            time.Advance(Interval / 2);
        }

        await client.SendBack(1, null);
        Assert.AreEqual(0, (await callback.NextContentAsync()).Number);
    }

    [TestMethod]
    public async Task A_client_without_callbacks_is_left_alone()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(time);
        var client = host.ConnectAs<IEcho>();
        await client.EchoText("x");
        time.Advance(Interval * 2);
        Assert.AreEqual("y", await client.EchoText("y"));
    }

    [TestMethod]
    public async Task A_failing_sign_of_life_is_logged_and_tried_again()
    {
        var time = new FakeTimeProvider();
        var calls = 0;
        await using var host = await CalculatorHost.StartAsync(
            new NetTcpEndpointOptions
            {
                KeepAliveInterval = Interval,
                KeepAlive = _ => throw new InvalidOperationException($"failure {++calls}"),
            },
            time);
        host.Connect().Add(1, 2);
        time.Advance(Interval * 2);
        await host.Log.WhenLoggedAsync("failure 1");
        time.Advance(Interval * 2);
        await host.Log.WhenLoggedAsync("failure 2");
    }

    private static Task<CalculatorHost> StartAsync(TimeProvider time) => CalculatorHost.StartAsync(
        new NetTcpEndpointOptions { KeepAliveInterval = Interval, KeepAlive = GreetAsync },
        time);

    private static ValueTask GreetAsync(IServiceSession session)
    {
        session.Callback!.Proxy<ICalculatorCallback>().OnContent(-1, null);
        return ValueTask.CompletedTask;
    }
}
