using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Security;
using Microsoft.Extensions.Time.Testing;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

[TestClass]
public sealed class UserNameTests
{
    private static readonly TestAuthority Authority = new();

    private static IEnumerable<object[]> Bindings => [["conversation"], ["each message"]];

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_user_calls_and_is_called_back_and_leaves(string kind)
    {
        var users = new FakeUsers();
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), users));
        var callback = new RecordingCallback();
        var client = host.Connect(callback, Binding(kind), SecureBindings.LoggingIn(Authority));
        Assert.AreEqual(5, client.Add(2, 3));
        Assert.AreEqual("alice", (await host.NextServiceAsync()).Session.User?.Identity?.Name);
        Assert.AreEqual(8, await client.AskBack(7));
        await client.SendBack(2, [1, 2, 3]);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, (await callback.NextContentAsync()).Content);
        var fault = await Assert.ThrowsExactlyAsync<FaultException<DivisionFault>>(() => client.Divide(1, 0));
        Assert.AreEqual(1, fault.Detail.Dividend);
        await client.Note(1);
        Assert.AreEqual(1, (await client.TakeNotes()).Single());
        Assert.HasCount(1, users.Asked, "A session logs in once.");
        await Task.Factory.FromAsync(((ICommunicationObject)client).BeginClose, ((ICommunicationObject)client).EndClose, null);
        await host.Log.WhenLoggedAsync("closed by the client");
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Encoded_callbacks_come_with_a_time_stamp(string kind)
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()));
        var callback = new RecordingCallback();
        var client = host.Connect(callback, Binding(kind), SecureBindings.LoggingIn(Authority));
        client.Add(1, 2);
        var encoder = new DeliveryEncoder(host.Definition.Callbacks!["OnDeliveries"]);
        var session = (await host.NextServiceAsync()).Session;
        for (var i = 0; i < 3; i++)
        {
            await session.Callback!.SendEncodedAsync(encoder.Operation, encoder.Encode(DeliveryEncoder.Samples[..5]));
            Assert.HasCount(5, await callback.NextDeliveriesAsync());
        }
    }

    [TestMethod]
    [DataRow("conversation", "alice", "wrong")]
    [DataRow("conversation", "bob", "secret")]
    [DataRow("each message", "alice", "wrong")]
    [DataRow("each message", "alice", "")]
    public async Task Who_is_not_known_is_told_that_authentication_failed(string kind, string name, string password)
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()));
        var refused = Assert.Throws<CommunicationException>(
            () => host.Connect(null, Binding(kind), SecureBindings.LoggingIn(Authority, name, password)).Add(1, 2));
        if (kind == "conversation")
            Assert.AreEqual("FailedAuthentication", ((FaultException)refused.InnerException!).Code.SubCode.Name);
        else
            Assert.IsInstanceOfType<SecurityAccessDeniedException>(refused);
        await host.Log.WhenLoggedAsync($"the login of {name} failed");
        Assert.IsEmpty(host.Services);
        while (host.Endpoint.ConnectionCount > 0)
            await Task.Yield();
    }

    [TestMethod]
    public async Task A_client_without_a_user_is_refused()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()));
        Assert.Throws<CommunicationException>(
            () => host.Connect(null, SecureBindings.Transport(), SecureBindings.Trusting(Authority)).Add(1, 2));
        await host.Log.WhenLoggedAsync("a message without a security header");
        Assert.IsEmpty(host.Services);
    }

    [TestMethod]
    public async Task A_login_that_does_not_come_is_not_waited_for()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()), time);
        host.Connect(null, Binding("each message"), SecureBindings.LoggingIn(Authority));
        Assert.AreEqual(1, host.Endpoint.ConnectionCount);
        while (host.Endpoint.ConnectionCount > 0)
        {
            time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }

        await host.Log.WhenLoggedAsync("no login within the deadline");
    }

    [TestMethod]
    [DataRow(-6)]
    [DataRow(6)]
    public async Task A_message_of_another_time_is_refused(int minutes)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(-minutes));
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()), time);
        var refused = Assert.Throws<MessageSecurityException>(
            () => host.Connect(null, Binding("conversation"), SecureBindings.LoggingIn(Authority)));
        Assert.AreEqual("InvalidSecurity", ((FaultException)refused.InnerException!).Code.SubCode.Name);
        await host.Log.WhenLoggedAsync("that expires");
    }

    [TestMethod]
    public async Task A_large_message_before_the_login_is_refused_by_its_length()
    {
        await using var host = await CalculatorHost.StartAsync(SecureBindings.WithUsers(Authority.IssueServer(), new FakeUsers()));
        var client = host.Connect(null, Binding("each message"), SecureBindings.LoggingIn(Authority));
        await Assert.ThrowsAsync<CommunicationException>(() => client.EchoBytes(new byte[70_000]));
        await host.Log.WhenLoggedAsync("a message of 70");
        var second = host.Connect(null, Binding("conversation"), SecureBindings.LoggingIn(Authority));
        second.Add(1, 2);
        Assert.HasCount(70_000, (await second.EchoBytes(new byte[70_000]))!);
    }

    [TestMethod]
    [DataRow("alice", true)]
    [DataRow("mallory", false)]
    public async Task A_certificate_is_shown_to_whoever_knows_the_peers(string name, bool isKnown)
    {
        var options = SecureBindings.Endpoint(Authority.IssueServer(), Authority);
        options.Credentials.Validator = new FakeUsers();
        await using var host = await CalculatorHost.StartAsync(options);
        using var own = Authority.IssueClient(name);
        var client = host.Connect(
            null, SecureBindings.Transport(TcpClientCredentialType.Certificate), SecureBindings.Trusting(Authority, own));
        if (!isKnown)
        {
            Assert.Throws<CommunicationException>(() => client.Add(1, 2));
            await host.Log.WhenLoggedAsync("the certificate CN=mallory is not accepted");
            return;
        }

        client.Add(1, 2);
        Assert.AreEqual("CN=alice", (await host.NextServiceAsync()).Session.User?.Identity?.Name);
    }

    [TestMethod]
    public void Names_are_asked_for_with_TLS_and_someone_who_knows_them_alone()
    {
        using var certificate = Authority.IssueServer();
        var plain = new NetTcp.NetTcpEndpointOptions { Credentials = { RequireUserName = true, Validator = new FakeUsers() } };
        var alone = SecureBindings.Endpoint(certificate);
        alone.Credentials.RequireUserName = true;
        foreach (var options in (NetTcp.NetTcpEndpointOptions[])[plain, alone])
            Assert.Throws<ArgumentException>(() => CalculatorHost.StartAsync(options).GetAwaiter().GetResult());
    }

    private static Binding Binding(string kind) => kind == "conversation" ? SecureBindings.UserName() : SecureBindings.UserNameInEachMessage();
}
