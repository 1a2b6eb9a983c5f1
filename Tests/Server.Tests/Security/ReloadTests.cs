using System.ServiceModel;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts.Faults;
using WcfBroker.Server.Security;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>Users and rules change while the broker runs; what is broken changes nothing.</summary>
[TestClass]
public sealed class ReloadTests
{
    private static readonly string[] Rules = ["Rights:0:Who=ann", "Rights:0:Publish:0=/a", "Rights:0:Subscribe:0=/a"];

    [TestMethod]
    public async Task Rules_that_have_changed_hold_for_sessions_that_are_open()
    {
        await using var broker = new SecuredBroker(Rules);
        await using var service = broker.Service("ann");
        await service.PublishTextAsync("/a", "x");
        broker.Change("Rights:0:Publish:0=/b");
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.PublishTextAsync("/a", "x"));
        await service.PublishTextAsync("/b", "x");
        Assert.HasCount(1, broker.Log.Of(5004));
    }

    [TestMethod]
    public async Task Who_is_subscribed_to_what_it_may_no_longer_have_loses_its_session()
    {
        await using var broker = new SecuredBroker(Rules);
        var (one, other) = (new TestCaller("ann"), new TestCaller("ann"));
        await using var subscriber = broker.Service(one);
        await using var narrow = broker.Service(other);
        await subscriber.SubscribeAsync("/a", null);
        await narrow.SubscribeAsync("/a/b", null);
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => narrow.SubscribeAsync("/", null));
        broker.Change("Rights:0:Subscribe:0=/a/b");
        Assert.AreEqual("what the caller may do has changed", one.Aborted);
        Assert.IsNull(other.Aborted);
    }

    [TestMethod]
    [DataRow("Rights:0:Publish:0=a/b", "Security:Rights:0:Publish = 'a/b' is no topic filter")]
    [DataRow("Rights:0:Who=", "Who")]
    [DataRow("Rigths:0:Who=ann", "'Rigths'")]
    [DataRow("Rights:1:Publish=/b", "Security:Rights:1:Publish = '/b' is no list")]
    [DataRow("Anonymous=perhaps", "perhaps")]
    [DataRow("Users:0:Name=*", "Security:Users:0:Name = '*' is no name")]
    [DataRow("Users:0:Password=secret", "Name")]
    public async Task Settings_that_cannot_be_used_are_told_and_those_from_before_hold_on(string change, string told)
    {
        await using var broker = new SecuredBroker(Rules);
        await using var service = broker.Service("ann");
        broker.Change([change, "Rights:1:Who=ann", "Rights:1:Publish:0=/"]);
        StringAssert.Contains(broker.Log.Of(5005).Single(), told);
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.PublishTextAsync("/b", "x"));
        await service.PublishTextAsync("/a", "x");
    }

    [TestMethod]
    public async Task No_change_takes_all_rules_away()
    {
        await using var broker = new SecuredBroker();
        Assert.IsNull(broker.Monitor.Current.Rules);
        broker.Change(Rules);
        Assert.IsNotNull(broker.Monitor.Current.Rules);
        broker.ForgetSettings();
        Assert.IsNotNull(broker.Monitor.Current.Rules);
        StringAssert.Contains(broker.Log.Of(5005).Single(), "there are no rules any more");
    }

    [TestMethod]
    public async Task The_users_file_is_read_again_when_it_changes_and_not_while_it_is_broken()
    {
        await using var broker = new SecuredBroker(Rules);
        Assert.AreEqual(0, broker.Monitor.Current.Users.Count);
        await ChangeAsync(broker, $$"""{"users":[{"name":"ann","password":"{{Hash.Of("secret")}}","roles":["r"]}]}""");
        Assert.AreEqual(1, broker.Monitor.Current.Users.Count);
        await ChangeAsync(broker, "{\"users\":[{\"name\":\"ann\"");
        Assert.AreEqual(1, broker.Monitor.Current.Users.Count);
        StringAssert.Contains(broker.Log.Of(5005).Single(), "users.json' cannot be read");
        await ChangeAsync(broker, """{"users":[{"name":"ann"},{"name":"ann"}]}""");
        StringAssert.Contains(broker.Log.Of(5005)[^1], "Two users have the name 'ann'");
        await ChangeAsync(broker, """{"users":[]}""");
        Assert.AreEqual(0, broker.Monitor.Current.Users.Count);
    }

    [TestMethod]
    public async Task A_user_who_is_taken_out_or_has_other_roles_may_do_nothing_until_the_next_login()
    {
        await using var broker = new SecuredBroker(Rules);
        await ChangeAsync(broker, """{"users":[{"name":"ann","roles":["r"]},{"name":"bob"}]}""");
        var caller = new TestCaller("ann", "r") { User = broker.Monitor.Current.Users.Find("ann")!.Identity };
        await using var service = broker.Service(caller);
        await service.SubscribeAsync("/a", null);
        await ChangeAsync(broker, """{"users":[{"name":"ann","roles":["r"]}]}""");
        await service.PublishTextAsync("/a", "x");
        Assert.IsNull(caller.Aborted);
        await ChangeAsync(broker, """{"users":[{"name":"ann","roles":["s"]}]}""");
        Assert.IsNotNull(caller.Aborted);
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.PublishTextAsync("/a", "x"));
    }

    [TestMethod]
    public void Settings_that_cannot_be_used_stop_the_start() =>
        Assert.ThrowsExactly<OptionsValidationException>(() => new SecuredBroker("Rights:0:Who=ann", "Rights:0:Publish:0=a").Monitor);

    private static async Task ChangeAsync(SecuredBroker broker, string file)
    {
        await File.WriteAllTextAsync(broker.UsersFile, file);
        broker.Time.Advance(TimeSpan.FromSeconds(1));
    }
}
