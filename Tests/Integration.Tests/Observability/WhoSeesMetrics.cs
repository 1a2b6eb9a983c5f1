using System.Net;
using System.Net.Http.Headers;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;
using WcfBroker.Integration.Tests.Security;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>Metrics are for administrators, unless the configuration opens or closes them.</summary>
[TestClass]
public sealed class WhoSeesMetrics
{
    [TestMethod]
    public async Task With_rules_it_takes_the_right_to_administer()
    {
        await using var broker = await SecuredBroker.StartAsync("--Security:Rights:2:Who=role:operator", "--Security:Rights:2:Administer=true");
        await broker.UserAsync("add", "op", "--role", "operator");
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker.Host, null), "A login may help.");
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(broker.Host, SecuredBroker.Basic()));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(broker.Host, SecuredBroker.Basic("op", "wrong")));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await StatusAsync(broker.Host, SecuredBroker.Basic("op")) != HttpStatusCode.OK)
            patience.Token.ThrowIfCancellationRequested();
    }

    [TestMethod]
    public async Task They_can_be_opened_to_everybody()
    {
        await using var broker = await SecuredBroker.StartAsync("--Observability:Metrics:AllowAnonymous=true");
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(broker.Host, null));
    }

    [TestMethod]
    public async Task They_can_be_switched_off()
    {
        await using var broker = await RunningBroker.StartAsync("--Observability:Metrics:Enabled=false");
        Assert.AreEqual(HttpStatusCode.NotFound, await StatusAsync(broker, null));
    }

    [TestMethod]
    [DataRow("Otlp:Endpoint=collector:4317", "Observability:Otlp:Endpoint = 'collector:4317' is no address of a collector")]
    [DataRow("Otlp:Endpoint=http://10.0.0.1:4317", "is another machine, and nothing on the way is encrypted")]
    [DataRow("Otlp:SampleRatio=2", "SampleRatio must be between 0 and 1")]
    [DataRow("Otlp:Header=x", "'Header'")]
    [DataRow("Metrics:SubscriptionsMax=100000", "SubscriptionsMax must be between 0 and 1000")]
    [DataRow("Health:LoopLatencyMax=0", "LoopLatencyMax must be between 00:00:00.0100000 and 00:01:00")]
    public async Task What_cannot_be_used_is_told_at_start(string setting, string told)
    {
        await using var broker = RunningBroker.LaunchIn(null, [$"--Observability:{setting}"]);
        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(await broker.WaitForAsync("wcfbroker:"), told);
    }

    [TestMethod]
    public async Task Headers_of_a_collector_that_cannot_be_used_are_told_and_not_shown()
    {
        await using var broker = RunningBroker.LaunchIn(
            null, ["--Observability:Otlp:Endpoint=http://localhost:4317", "--Observability:Otlp:HeadersVariable=COLLECTOR"], "COLLECTOR=verysecret");
        Assert.AreEqual(1, await broker.ExitCodeAsync());
        StringAssert.Contains(await broker.WaitForAsync("wcfbroker:"), "Observability:Otlp:HeadersVariable cannot be used: headers are written as name=value,name=value");
        Assert.DoesNotContain("verysecret", broker.Output);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningBroker broker, AuthenticationHeaderValue? login)
    {
        using var http = new HttpClient { BaseAddress = broker.HttpUrl };
        http.DefaultRequestHeaders.Authorization = login;
        using var answer = await http.GetAsync(new Uri("metrics", UriKind.Relative));
        return answer.StatusCode;
    }
}
