using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Login;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Security;

/// <summary>Who is who, by password and by certificate.</summary>
[TestClass]
public sealed class LoginTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly string[] Ann = ["Users:0:Name=ann", $"Users:0:Password={Hash.Of("secret")}", "Users:0:Roles:0=press", "Roles:staff:0=ann"];

    [TestMethod]
    public async Task A_name_and_its_password_are_a_user_with_its_roles()
    {
        await using var broker = new SecuredBroker(Ann);
        var user = Identity.Of(await LogInAsync(broker, "ann", "secret"))!;
        Assert.AreEqual("ann: press, staff", $"{user.Name}: {string.Join(", ", user.Roles)}");
    }

    [TestMethod]
    [DataRow("ann", "Secret")]
    [DataRow("ann", "")]
    [DataRow("Ann", "secret")]
    [DataRow("bob", "secret")]
    [DataRow("", "")]
    public async Task A_wrong_password_and_an_unknown_name_are_refused_alike(string name, string password)
    {
        await using var broker = new SecuredBroker(Ann);
        Assert.IsNull(await LogInAsync(broker, name, password));
        var line = broker.Log.Of(5001).Single();
        StringAssert.EndsWith(line, $"{name} from 192.0.2.1: wrong name or password");
    }

    [TestMethod]
    public async Task A_name_is_made_fit_to_show_before_it_is_logged()
    {
        await using var broker = new SecuredBroker(Ann);
        await LogInAsync(broker, "ann\n5003 Administration: root", "x");
        StringAssert.StartsWith(broker.Log.Of(5001).Single(), "5001 Login refused: ann\\u000a5003 Administration: root from");
    }

    [TestMethod]
    public async Task An_address_that_fails_too_often_has_to_wait_and_others_have_not()
    {
        await using var broker = new SecuredBroker([.. Ann, "FailedLoginsPerMinuteMax=3"]);
        for (var i = 0; i < 10; i++)
            Assert.IsNotNull(await LogInAsync(broker, "ann", "secret"), "What succeeds is not counted.");
        for (var i = 0; i < 3; i++)
            Assert.IsNull(await LogInAsync(broker, "ann", "wrong"));
        var refusal = await Assert.ThrowsExactlyAsync<BrokerException>(() => LogInAsync(broker, "ann", "secret"));
        Assert.AreEqual(ErrorCode.ServerBusy, refusal.Error.Code);
        Assert.IsNotNull(await broker.Get<IAuthenticator>().AuthenticateAsync("ann", "secret", IPAddress.Loopback, default));
        broker.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsNotNull(await LogInAsync(broker, "ann", "secret"));
    }

    [TestMethod]
    public async Task Addresses_of_one_IPv6_network_are_one_address()
    {
        await using var broker = new SecuredBroker([.. Ann, "FailedLoginsPerMinuteMax=1"]);
        var logins = broker.Get<IAuthenticator>();
        Assert.IsNull(await logins.AuthenticateAsync("ann", "x", IPAddress.Parse("2001:db8::1"), default));
        await Assert.ThrowsExactlyAsync<BrokerException>(() => logins.AuthenticateAsync("ann", "x", IPAddress.Parse("2001:db8::2"), default));
        Assert.IsNull(await logins.AuthenticateAsync("ann", "x", IPAddress.Parse("2001:db8:0:1::2"), default));
    }

    [TestMethod]
    public async Task So_many_logins_may_wait_and_no_more()
    {
        using var passwords = new PasswordVerifier();
        var slow = PasswordHash.TryParse(Hash.Of("secret", 20_000));
        var logins = Enumerable.Range(0, 80).Select(_ => passwords.VerifyAsync(slow, "secret", default)).ToArray();
        await Task.WhenAll(logins).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.IsTrue(logins.Where(login => login.IsCompletedSuccessfully).All(login => login.Result));
        Assert.IsGreaterThanOrEqualTo(64, logins.Count(login => login.IsCompletedSuccessfully));
        Assert.IsTrue(logins.Where(login => login.IsFaulted).All(login => login.Exception!.InnerException is BrokerException { Error.Code: ErrorCode.ServerBusy }));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("secret")]
    [DataRow("pbkdf2-sha512$1000$AAAA$AAAA")]
    [DataRow("pbkdf2-sha512$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [DataRow("pbkdf2-sha512$99999999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [DataRow("pbkdf2-sha1$1000$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    public void What_is_no_hash_is_not_taken_for_one(string text) => Assert.IsNull(PasswordHash.TryParse(text));

    [TestMethod]
    public async Task A_certificate_is_a_user_by_its_thumbprint_or_its_subject()
    {
        using var key = ECDsa.Create();
        using var one = Certificate("CN=one", key);
        using var two = Certificate("CN=two, O=Example", key);
        using var three = Certificate("CN=three", key);
        await using var broker = new SecuredBroker(
            "Users:0:Name=ann", $"Users:0:CertificateThumbprint={one.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()}",
            "Users:1:Name=bob", "Users:1:CertificateSubject=CN=two, O=Example");
        var logins = broker.Get<IAuthenticator>();
        Assert.AreEqual("ann", Identity.Of(logins.Authenticate(one, Here))?.Name);
        Assert.AreEqual("bob", Identity.Of(logins.Authenticate(two, Here))?.Name);
        Assert.IsNull(logins.Authenticate(three, Here));
        StringAssert.Contains(broker.Log.Of(5001).Single(), "CN=three from 192.0.2.1");
    }

    private static Task<ClaimsPrincipal?> LogInAsync(SecuredBroker broker, string name, string password) =>
        broker.Get<IAuthenticator>().AuthenticateAsync(name, password, Here, default);

    private static X509Certificate2 Certificate(string subject, ECDsa key) =>
        new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
}
