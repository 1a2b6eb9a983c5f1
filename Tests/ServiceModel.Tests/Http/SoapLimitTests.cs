using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapLimitTests
{
    [TestMethod]
    public async Task A_call_above_the_limit_is_refused_until_another_ends()
    {
        await using var host = await SoapHost.StartAsync(new() { ConcurrentCallsMax = 2 });
        var client = host.Connect(ClientBindings.Basic);
        var held = new[] { client.Hold("gate"), client.Hold("gate") };
        await host.Gate("gate").WhenEnteredAsync();
        await host.Gate("gate").WhenEnteredAsync();
        await Assert.ThrowsExactlyAsync<ServerTooBusyException>(() => client.EchoText("third"));
        var (status, text) = await host.PostAsync(SoapText.Type11, SoapText.Envelope11(SoapText.Add));
        Assert.AreEqual(503, status);
        StringAssert.Contains(text, "The service is busy: it serves 2 calls. Try again later.");
        host.Gate("gate").Open();
        await Task.WhenAll(held);
        await SucceedsAsync(host, SoapText.Add);
    }

    [TestMethod]
    public async Task Messages_that_weigh_too_much_together_are_refused_until_others_end()
    {
        await using var host = await SoapHost.StartAsync(new() { InFlightBytesMax = 100_000 });
        var client = host.Connect(ClientBindings.Basic);
        var held = client.Hold("gate" + new string(' ', 60_000));
        await host.Gate("gate" + new string(' ', 60_000)).WhenEnteredAsync();
        await Assert.ThrowsExactlyAsync<ServerTooBusyException>(() => client.EchoText(new string('x', 60_000)));
        await SucceedsAsync(host, SoapText.Echo(new string('x', 20_000)));
        host.Gate("gate" + new string(' ', 60_000)).Open();
        await held;
        await SucceedsAsync(host, SoapText.Echo(new string('x', 60_000)));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_message_above_the_limit_is_refused(bool isChunked)
    {
        await using var host = await SoapHost.StartAsync(new() { MessageBytesMax = 100_000 });
        using var client = await RawHttp.ConnectAsync(host);
        var head = "POST /calculator HTTP/1.1\r\nHost: h\r\nContent-Type: application/soap+xml\r\n";
        await client.SendAsync(head + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: 100001\r\n\r\n"));
        if (isChunked)
            await client.SendAsync("80000\r\n" + new string(' ', 100_001));
        var response = await client.ReceiveAsync();
        StringAssert.StartsWith(response, "HTTP/1.1 413 ");
        StringAssert.Contains(response, "The message is larger than the 100000 bytes that are accepted.");
        await SucceedsAsync(host, SoapText.Add);
    }

    [TestMethod]
    public async Task A_client_that_sends_far_more_than_the_limit_reads_its_fault()
    {
        await using var host = await SoapHost.StartAsync(new() { MessageBytesMax = 100_000 });
        var (status, text) = await host.PostAsync(SoapText.Type11, new byte[50_000_000]);
        Assert.AreEqual(413, status);
        StringAssert.Contains(text, "s:Client");
        var client = host.Connect(ClientBindings.Basic);
        await Assert.ThrowsAsync<CommunicationException>(() => client.EchoBytes(new byte[3_000_000]));
        Assert.HasCount(70_000, (await client.EchoBytes(new byte[70_000]))!);
    }

    [TestMethod]
    public async Task A_message_may_be_larger_than_the_server_allows_by_default()
    {
        await using var host = await SoapHost.StartAsync(new() { MessageBytesMax = 64 * 1024 * 1024 });
        Assert.HasCount(30_000_000, (await host.Connect(ClientBindings.Basic).EchoBytes(new byte[30_000_000]))!);
    }

    // A call counts for a moment longer than its client waits.
    private static async Task SucceedsAsync(SoapHost host, string body)
    {
        (int Status, string Text) answer;
        do
            answer = await host.PostAsync(SoapText.Type11, SoapText.Envelope11(body));
        while (answer.Status == 503);
        Assert.AreEqual(200, answer.Status, answer.Text);
    }
}
