using System.Globalization;
using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapCallTests
{
    private static readonly string Hold = Request("Hold", "<name>gate</name>");
    private static readonly string HoldAndNote = Request("HoldAndNote", "<name>gate</name><number>7</number>");
    private static readonly string TakeNotes = Request("TakeNotes", "");

    [TestMethod]
    [DataRow(nameof(ClientBindings.Basic))]
    [DataRow(nameof(ClientBindings.WS))]
    public async Task One_way_calls_return_when_they_are_accepted(string binding)
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Named(binding));
        await client.Note(1);
        client.NoteSynchronously(2);
        await client.HoldAndNote("gate", 3);
        await host.Gate("gate").WhenEnteredAsync();
        host.Gate("gate").Open();
        for (var i = 0; i < 3; i++)
            host.Ended.Take();
        Assert.AreEqual("1 2 3", string.Join(" ", await client.TakeNotes()));
    }

    [TestMethod]
    public async Task A_connection_takes_its_next_request_when_its_one_way_call_has_ended()
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        await client.SendAsync(HoldAndNote + TakeNotes);
        StringAssert.StartsWith(await client.ReceiveAsync(), "HTTP/1.1 202 ");
        await host.Gate("gate").WhenEnteredAsync();
        host.Gate("gate").Open();
        StringAssert.Contains(await client.ReceiveAsync(), "<a:int>7</a:int>");
    }

    [TestMethod]
    public async Task A_one_way_call_that_was_accepted_outlives_its_client()
    {
        await using var host = await SoapHost.StartAsync();
        using (var client = await RawHttp.ConnectAsync(host))
        {
            await client.SendAsync(HoldAndNote);
            StringAssert.StartsWith(await client.ReceiveAsync(), "HTTP/1.1 202 ");
            client.Kill();
        }

        host.Gate("gate").Open();
        host.Ended.Take();
        Assert.AreEqual(7, host.Notes.Single());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(200_000)]
    public async Task A_one_way_call_whose_client_closes_when_it_has_sent_it_is_run(int padding)
    {
        await using var host = await SoapHost.StartAsync();
        using (var client = await RawHttp.ConnectAsync(host))
            await client.SendAsync(Request("HoldAndNote", $"<name>gate</name><number>7</number>{new string(' ', padding)}"));
        host.Gate("gate").Open();
        host.Ended.Take();
        Assert.AreEqual(7, host.Notes.Single());
    }

    [TestMethod]
    public async Task A_one_way_call_that_fails_is_logged()
    {
        await using var host = await SoapHost.StartAsync();
        await host.Connect(ClientBindings.Basic).Note(-1);
        StringAssert.Contains(await host.Log.WhenLoggedAsync("Note over HTTP failed, reference"), "secret details");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_call_is_cancelled_when_its_client_goes_away(bool isReset)
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        await client.SendAsync(Hold);
        await host.Gate("gate").WhenEnteredAsync();
        if (isReset)
            client.Kill();
        else
            client.Dispose();
        Assert.IsTrue(host.Ended.Take());
        await host.Log.WhenLoggedAsync("the answer of Hold was not sent");
    }

    [TestMethod]
    public async Task A_client_that_gives_up_cancels_its_call()
    {
        await using var host = await SoapHost.StartAsync();
        var client = host.Connect(ClientBindings.Basic);
        var held = client.Hold("gate");
        await host.Gate("gate").WhenEnteredAsync();
        ((ICommunicationObject)client).Abort();
        Assert.IsTrue(host.Ended.Take());
        await Assert.ThrowsAsync<OperationCanceledException>(() => held);
    }

    [TestMethod]
    public async Task A_service_may_drop_its_caller()
    {
        await using var host = await SoapHost.StartAsync();
        await Assert.ThrowsAsync<CommunicationException>(() => host.Connect(ClientBindings.Basic).Misbehave("abort"));
        await host.Log.WhenLoggedAsync("the service dropped the connection: enough\\u000D\\u000Aof it");
    }

    [TestMethod]
    public async Task A_connection_is_kept_for_many_requests()
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync(Request("Add", $"<left>{i}</left><right>1</right>"));
            StringAssert.Contains(await client.ReceiveAsync(), $"<AddResult>{i + 1}</AddResult>");
        }
    }

    [TestMethod]
    public async Task A_refused_request_leaves_its_connection_to_the_next()
    {
        await using var host = await SoapHost.StartAsync(new() { MessageBytesMax = 1024 });
        using var client = await RawHttp.ConnectAsync(host);
        await client.SendAsync(Request("Add", new string('x', 2000)) + Request("Add", "<left>2</left><right>3</right>"));
        StringAssert.StartsWith(await client.ReceiveAsync(), "HTTP/1.1 413 ");
        StringAssert.Contains(await client.ReceiveAsync(), SoapText.Sum);
    }

    private static string Request(string operation, string parameters)
    {
        var body = SoapText.Envelope11($"<{operation} xmlns=\"urn:pocket\">{parameters}</{operation}>");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"POST /calculator HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
