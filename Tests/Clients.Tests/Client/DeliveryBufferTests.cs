using WcfBroker.Client.Subscriptions;
using WcfBroker.Clients.Tests.Fakes;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class DeliveryBufferTests
{
    [TestMethod]
    public async Task A_full_buffer_blocks_until_the_consumer_takes()
    {
        var buffer = new DeliveryBuffer(deliveriesMax: 2, bytesMax: 1000);
        var adding = AddOnThread(buffer, buffer.NextEpoch(), "a", "b", "c");
        await WaitUntilBlockedAsync(adding.Thread);
        Assert.IsTrue(buffer.TryTake(out _));
        await adding.Done;
        Assert.AreEqual("b", Take(buffer));
        Assert.AreEqual("c", Take(buffer));
        Assert.IsFalse(buffer.TryTake(out _));
    }

    [TestMethod]
    public async Task Bytes_are_bounded_too_but_one_delivery_always_fits()
    {
        var buffer = new DeliveryBuffer(deliveriesMax: 10, bytesMax: 4);
        var adding = AddOnThread(buffer, buffer.NextEpoch(), "longer than four", "x");
        await WaitUntilBlockedAsync(adding.Thread);
        Assert.AreEqual("longer than four", Take(buffer));
        await adding.Done;
        Assert.AreEqual("x", Take(buffer));
    }

    [TestMethod]
    public async Task A_new_epoch_releases_a_blocked_add_and_drops_what_it_held()
    {
        var buffer = new DeliveryBuffer(deliveriesMax: 1, bytesMax: 1000);
        var adding = AddOnThread(buffer, buffer.NextEpoch(), "a", "stale");
        await WaitUntilBlockedAsync(adding.Thread);
        buffer.NextEpoch();
        await adding.Done;
        Assert.AreEqual("a", Take(buffer));
        Assert.IsFalse(buffer.TryTake(out _));
    }

    [TestMethod]
    public async Task Closing_releases_a_blocked_add_and_keeps_what_is_held()
    {
        var buffer = new DeliveryBuffer(deliveriesMax: 1, bytesMax: 1000);
        var adding = AddOnThread(buffer, buffer.NextEpoch(), "a", "b");
        await WaitUntilBlockedAsync(adding.Thread);
        buffer.Close(null);
        await adding.Done;
        Assert.IsTrue(await buffer.WaitAsync(CancellationToken.None));
        Assert.AreEqual("a", Take(buffer));
        Assert.IsFalse(await buffer.WaitAsync(CancellationToken.None));
    }

    private static (Thread Thread, Task Done) AddOnThread(DeliveryBuffer buffer, int epoch, params string[] texts)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            foreach (var text in texts)
            {
                buffer.Add(epoch, new BufferedItem(Texts.Delivery("/a", 1, text), null), _ => true);
            }

            done.SetResult();
        });
        thread.Start();
        return (thread, done.Task);
    }

    private static async Task WaitUntilBlockedAsync(Thread thread)
    {
        while ((thread.ThreadState & ThreadState.WaitSleepJoin) == 0)
        {
            await Task.Yield();
        }
    }

    private static string Take(DeliveryBuffer buffer)
    {
        Assert.IsTrue(buffer.TryTake(out var item));
        return Texts.Of(item.Delivery!.Body);
    }
}
