using WcfBroker.Server.Security;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>A line for each refusal, but no flood of them.</summary>
[TestClass]
public sealed class AuditTests
{
    [TestMethod]
    public async Task Of_many_refusals_at_once_some_are_left_out_and_counted_later()
    {
        await using var broker = new SecuredBroker();
        var audit = broker.Get<Audit>();
        for (var i = 0; i < 1_000; i++)
            audit.AccessRefused("ann", "test", "publish to", "/a");
        Assert.HasCount(100, broker.Log.Of(5002));
        broker.Time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 11; i++)
            audit.LoginRefused("ann", "test", "wrong name or password");
        Assert.HasCount(10, broker.Log.Of(5001));
        Assert.AreEqual("5001 Login refused: ann from test: wrong name or password; 900 refusals before it were not logged", broker.Log.Of(5001)[0]);
        Assert.AreEqual("5001 Login refused: ann from test: wrong name or password", broker.Log.Of(5001)[1]);
    }

    [TestMethod]
    public async Task What_an_administrator_does_is_never_left_out()
    {
        await using var broker = new SecuredBroker();
        for (var i = 0; i < 200; i++)
            broker.Get<Audit>().Administered(null, "test", "purge dead letters", "a\nb", "done");
        Assert.HasCount(200, broker.Log.Of(5003));
        Assert.AreEqual("5003 Administration: (anonymous) from test: purge dead letters a\\u000ab: done", broker.Log.Of(5003)[0]);
    }
}
