using System.ServiceModel;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Server.Security;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>Every act of every protocol is asked for at the service.</summary>
[TestClass]
public sealed class AccessTests
{
    private static readonly string[] Rules =
    [
        "Rights:0:Who=ann", "Rights:0:Publish:0=/a", "Rights:0:Subscribe:0=/a", "Rights:1:Who=role:admins", "Rights:1:Administer=true", "Rights:1:Subscribe:0=/a",
        "Rights:2:Who=bob", "Rights:2:Subscribe:0=/a", "Rights:2:Publish:0=/",
    ];

    [TestMethod]
    public async Task What_no_rule_allows_is_refused_for_each_act()
    {
        await using var broker = new SecuredBroker(Rules);
        await using var service = broker.Service("ann");
        Assert.AreEqual(1, (await service.PublishTextAsync("/a/b", "x")).Sequence);
        Func<Task>[] refused =
        [
            () => service.PublishTextAsync("/b", "x"),
            () => service.PublishAsync("/b", new BrokerMessage()),
            () => service.PublishBatchAsync([new TopicMessage { Topic = "/a", Message = new() }, new TopicMessage { Topic = "/b", Message = new() }]),
            () => service.RequestAsync("/b", new BrokerMessage(), TimeSpan.FromSeconds(1)),
            () => service.SubscribeAsync("/", null),
            () => service.SubscribeAsync("/+/b", null),
            () => service.CreatePullSubscriptionAsync("/b", null),
            () => service.GetLastMessageAsync("/b"),
            () => service.GetServerInfoAsync(),
            () => service.ListSessionsAsync(0, 0),
            () => service.ListSubscriptionsAsync(null, 0),
            () => service.ListAllTopicsAsync(null, null, 0),
            () => service.ListPoliciesAsync(),
            () => service.ListDeadLettersAsync("d", 0, 0),
            () => service.ReplayDeadLettersAsync("d", null),
            () => service.PurgeDeadLettersAsync("d", null),
            () => service.RemoveSubscriptionAsync("d"),
            () => service.PauseSubscriptionAsync("d"),
            () => service.ResumeSubscriptionAsync("d"),
            () => service.ReplayMessagesAsync("d", new ReplayRange { FromSequence = 1 }),
        ];
        foreach (var act in refused)
            await AssertDeniedAsync(act);
        await service.PostAsync("/b", new BrokerMessage());
        Assert.HasCount(refused.Length + 1, broker.Log.Of(5002));
        Assert.AreEqual("5002 Access refused: ann from test: publish to /b", broker.Log.Of(5002)[0]);
    }

    [TestMethod]
    public async Task Callers_without_a_name_may_do_what_rules_for_them_say()
    {
        await using var broker = new SecuredBroker([.. Rules, "Rights:3:Who=anonymous", "Rights:3:Publish:0=/open"]);
        await using var service = broker.Service();
        await service.PublishTextAsync("/open/door", "x");
        await AssertDeniedAsync(() => service.PublishTextAsync("/a", "x"));
    }

    [TestMethod]
    public async Task Without_rules_everyone_may_do_everything()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        await service.PublishTextAsync("/a", "x");
        await service.SubscribeAsync("/", null);
        Assert.HasCount(1, (await service.ListAllTopicsAsync(null, null, 0)).Topics);
    }

    [TestMethod]
    [DataRow("Loopback", true, true)]
    [DataRow("Loopback", false, false)]
    [DataRow("Never", true, false)]
    [DataRow("Everywhere", false, true)]
    public async Task Callers_without_a_name_are_let_in_from_where_the_configuration_says(string anonymous, bool isLocal, bool allowed)
    {
        await using var broker = new SecuredBroker($"Anonymous={anonymous}");
        await using var service = broker.Service(new TestCaller(null) { IsLocal = isLocal });
        if (allowed)
            await service.PublishTextAsync("/a", "x");
        else
            await AssertDeniedAsync(() => service.PublishTextAsync("/a", "x"));
    }

    [TestMethod]
    public async Task A_topic_list_shows_what_may_be_read_and_nothing_else_by_its_end()
    {
        await using var broker = new SecuredBroker(Rules);
        await using (var bob = broker.Service("bob"))
        {
            foreach (var topic in "/0 /a/1 /a1 /a/2 /b /c /d".Split(' '))
                await bob.PublishTextAsync(topic, "x");
        }

        await using var ann = broker.Service("ann");
        var first = await ann.ListTopicsAsync(null, null, 2);
        var second = await ann.ListTopicsAsync(null, first.Next, 2);
        Assert.AreEqual("/a /a/1 /a/2", string.Join(' ', first.Topics.Concat(second.Topics).Select(topic => topic.Name)));
        Assert.IsNull(second.Next);
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => ann.ListTopicsAsync(null, "/b", 2));
        var none = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => ann.ListTopicsAsync(null, "/nowhere", 2));
        Assert.AreEqual(none.Detail.Message, fault.Detail.Message);
    }

    [TestMethod]
    public async Task A_durable_subscription_is_its_owners_and_the_administrators()
    {
        await using var broker = new SecuredBroker(Rules);
        var options = new SubscriptionOptions { Durable = "orders" };
        await using (var ann = broker.Service("ann"))
            await ann.CreatePullSubscriptionAsync("/a", options);
        await using var bob = broker.Service("bob");
        await AssertDeniedAsync(() => bob.SubscribeAsync("/a", options));
        await AssertDeniedAsync(() => bob.CreatePullSubscriptionAsync("/a", options));
        await AssertDeniedAsync(() => bob.DeleteSubscriptionAsync("orders"));
        await using var admin = broker.Service("root", "admins");
        Assert.HasCount(1, (await admin.ListSubscriptionsAsync(null, 0)).Subscriptions);
        await using var again = broker.Service("ann");
        await again.DeleteSubscriptionAsync("orders");
    }

    [TestMethod]
    public async Task An_administrator_may_resume_and_remove_what_belongs_to_others()
    {
        await using var broker = new SecuredBroker(Rules);
        var options = new SubscriptionOptions { Durable = "orders", Shared = true };
        await using var ann = broker.Service("ann");
        var made = await ann.CreatePullSubscriptionAsync("/a", options);
        await using var bob = broker.Service("bob");
        var unknown = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => bob.PullAsync(made.Id, 1, TimeSpan.Zero));
        Assert.AreEqual(FaultCodes.UnknownSubscription, unknown.Detail.Code);
        await using var admin = broker.Service("root", "admins");
        await admin.PullAsync(made.Id, 1, TimeSpan.Zero);
        await admin.CreatePullSubscriptionAsync("/a", options);
        await admin.RemoveSubscriptionAsync("orders");
        Assert.AreEqual("5003 Administration: root from test: remove subscription orders: done", broker.Log.Of(5003).Single());
    }

    [TestMethod]
    public async Task A_session_ends_with_the_token_that_opened_it()
    {
        await using var broker = new SecuredBroker(Rules);
        var user = new Identity("ann", ["press"]) { Expires = broker.Time.GetUtcNow() + TimeSpan.FromMinutes(1) };
        var caller = new TestCaller(null) { User = Identity.Of(user.ToPrincipal()) };
        await using var service = broker.Service(caller);
        await service.SubscribeAsync("/a", null);
        broker.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.IsNull(caller.Aborted);
        broker.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual("its login has expired", caller.Aborted);
    }

    [TestMethod]
    public async Task Topics_are_counted_against_the_identity_that_creates_them()
    {
        await using var broker = new SecuredBroker(":Limits:TopicsPerIdentityMax=3");
        await using var ann = broker.Service("ann");
        await using var bob = broker.Service("bob");
        await ann.PublishTextAsync("/a/b", "x");
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => ann.PublishTextAsync("/a/c/d", "x"));
        Assert.AreEqual((FaultCodes.LimitExceeded, "3 topics per identity", "4 topics per identity"), (fault.Detail.Code, fault.Detail.Limit, fault.Detail.Value));
        await bob.PublishTextAsync("/a/c/d", "x");
        await ann.PublishTextAsync("/a/c/d", "x");
        await ann.SubscribeAsync("/a/e", null);
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => ann.SubscribeAsync("/f", null));
    }

    private static async Task AssertDeniedAsync(Func<Task> act)
    {
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(act);
        Assert.AreEqual(FaultCodes.AccessDenied, fault.Detail.Code, fault.Detail.Message);
    }
}
