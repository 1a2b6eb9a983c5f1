using System.Net;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Integration.Tests.Clients;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>A broker that lets nobody in without a login, by any protocol.</summary>
[TestClass]
public sealed class ClosedBroker
{
    private static SecuredBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await SecuredBroker.StartAsync("--Security:Anonymous=Never");

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task HTTP_asks_for_a_login_but_for_whether_it_lives()
    {
        Assert.AreEqual(HttpStatusCode.Unauthorized, await _broker.StatusAsync("/news", null));
        Assert.AreEqual(HttpStatusCode.Created, await _broker.StatusAsync("/news", SecuredBroker.Basic()));
        using var http = new HttpClient { BaseAddress = _broker.Host.HttpUrl };
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri("health/live", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("api/openapi.json", UriKind.Relative))).StatusCode);
    }

    [TestMethod]
    public async Task NetTcp_callers_are_refused_with_a_typed_fault()
    {
        await using var client = new WcfClient(_broker.Host.Url);
        Func<Task>[] acts = [() => client.Broker.PublishTextAsync("/news", "x"), () => client.Broker.SubscribeAsync("/news/public", null)];
        foreach (var act in acts)
        {
            var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(act);
            Assert.AreEqual(FaultCodes.AccessDenied, fault.Detail.Code);
        }

        await using var administrator = new PlainClient<IBrokerAdministration>(_broker.Host.Url);
        var refusal = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => administrator.Broker.PurgeDeadLettersAsync("d", null));
        Assert.AreEqual(FaultCodes.AccessDenied, refusal.Detail.Code);
    }

    [TestMethod]
    public void A_client_of_the_original_protocol_logs_in_with_one_frame()
    {
        using var client = LabClient.Json(_broker.Host.Original);
        client.Send($$"""{"method": "AUTH", "topic": "ann", "msg": "{{SecuredBroker.Password}}"}""");
        Assert.AreEqual("""{"method": "AUTH_ACK", "topic": "ann", "msg": ""}""", client.Receive());
        client.Send("""{"method": "SUBSCRIBE", "topic": "/news/lab", "msg": ""}""");
        client.Send("""{"method": "PUBLISH", "topic": "/sport", "msg": "x"}""");
        Assert.AreEqual("""{"method": "ERROR", "topic": "", "msg": "The caller may not publish to this topic. (/sport)"}""", client.Receive());
        client.Send("""{"method": "SUBSCRIBE", "topic": "/", "msg": ""}""");
        Assert.AreEqual("""{"method": "ERROR", "topic": "", "msg": "The caller may not subscribe to all that this filter covers. (/)"}""", client.Receive());
        client.Send("""{"method": "PUBLISH", "topic": "/news/lab", "msg": "x"}""");
        Assert.AreEqual("""{"method": "PUBLISH", "topic": "/news/lab", "msg": "x"}""", client.Receive());
    }

    [TestMethod]
    public void In_XML_too_and_with_a_token_instead_of_name_and_password()
    {
        using var client = LabClient.Xml(_broker.Host.Original);
        client.Send($"""<?xml version="1.0"?><data method="AUTH" topic=""><msg>{_broker.Issuer.Token()}</msg></data>""");
        Assert.AreEqual("""<?xml version="1.0"?><data method="AUTH_ACK" topic=""><msg></msg></data>""", client.Receive());
    }

    [TestMethod]
    [DataRow("""{"method": "AUTH", "topic": "ann", "msg": "wrong"}""", "The login is not valid.")]
    [DataRow("""{"method": "AUTH", "topic": "bob", "msg": "correct horse"}""", "The login is not valid.")]
    [DataRow("""{"method": "AUTH", "topic": "", "msg": "x.y.z"}""", "The login is not valid.")]
    [DataRow("""{"method": "LIST", "topic": "/", "msg": ""}""", "Log in first: AUTH with the name as topic and the password as msg.")]
    public void A_refused_login_is_told_and_the_connection_closed(string frame, string reason)
    {
        using var client = LabClient.Json(_broker.Host.Original);
        client.Send(frame);
        Assert.AreEqual($$"""{"method": "ERROR", "topic": "", "msg": "{{reason}}"}""", client.Receive());
        Assert.ThrowsExactly<EndOfStreamException>(client.Receive);
    }

    [TestMethod]
    public void An_expired_or_foreign_token_is_refused()
    {
        using var foreign = new TokenIssuer();
        var expired = _broker.Issuer.Token(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);
        foreach (var token in (string[])[foreign.Token(), expired])
            A_refused_login_is_told_and_the_connection_closed($$"""{"method": "AUTH", "topic": "", "msg": "{{token}}"}""", "The login is not valid.");
    }
}
