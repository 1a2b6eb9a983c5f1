using System.Text;
using System.Xml;
using Microsoft.Extensions.Time.Testing;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Tests.Security;

[TestClass]
public sealed class SecurityHeaderTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CredentialCheck _check;

    public SecurityHeaderTests() =>
        _check = new(new() { RequireUserName = true, Validator = new FakeUsers(), NoncesMax = 3, ContextTokensMax = 2 }, _time);

    [TestMethod]
    [DataRow("2026-01-01T12:00:00Z", "2026-01-01T12:05:00Z", true)]
    [DataRow("2026-01-01T11:55:00Z", "2026-01-01T12:00:00Z", true)]
    [DataRow("2026-01-01T13:04:59.5+01:00", "2026-01-01T13:09:00+01:00", true)]
    [DataRow("2026-01-01T11:54:59Z", "2026-01-01T12:05:00Z", false)]
    [DataRow("2026-01-01T12:05:01Z", "2026-01-01T12:10:00Z", false)]
    [DataRow("2026-01-01T11:56:00Z", "2026-01-01T11:59:59Z", false)]
    public void A_time_stamp_is_accepted_within_its_window(string created, string expires, bool isAccepted)
    {
        var header = Read($"<u:Timestamp><u:Created>{created}</u:Created><u:Expires>{expires}</u:Expires></u:Timestamp>");
        Assert.AreEqual(isAccepted, IsAccepted(() => _check.CheckTime(header)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<u:Timestamp/>")]
    [DataRow("<u:Timestamp><u:Created>yesterday</u:Created></u:Timestamp>")]
    [DataRow("<u:Timestamp><u:Created>2026-01-01T12:00:00Z</u:Created></u:Timestamp><u:Timestamp><u:Created>2026-01-01T12:00:00Z</u:Created></u:Timestamp>")]
    [DataRow("<u:Timestamp><u:Created>2026-01-01T12:00:00Z</u:Created></u:Timestamp><o:UsernameToken><o:Password>x</o:Password></o:UsernameToken>")]
    [DataRow("<u:Timestamp><u:Created>2026-01-01T12:00:00Z</u:Created></u:Timestamp><o:UsernameToken><o:Username>alice</o:Username></o:UsernameToken>")]
    [DataRow("<u:Timestamp><u:Created>2026-01-01T12:00:00Z</u:Created></u:Timestamp><o:UsernameToken><o:Username>a</o:Username><o:Password Type='urn:digest'>x</o:Password></o:UsernameToken>")]
    public void A_header_that_does_not_say_who_and_when_is_refused(string content) =>
        Assert.IsFalse(IsAccepted(() => _check.CheckTime(Read(content))));

    [TestMethod]
    public void Names_passwords_and_nonces_have_limits()
    {
        var options = _check.Options;
        foreach (var (element, max) in new[] { ("Username", options.UserNameCharsMax), ("Password", options.PasswordCharsMax), ("Nonce", options.NonceCharsMax) })
        {
            Assert.IsTrue(IsAccepted(() => Read(With(element, max))), element);
            Assert.IsFalse(IsAccepted(() => Read(With(element, max + 1))), element);
        }

        static string With(string element, int length) =>
            $"<o:UsernameToken>{string.Concat(((string[])["Username", "Password", "Nonce"]).Select(e => $"<o:{e}>{new string('x', e == element ? length : 1)}</o:{e}>"))}</o:UsernameToken>";
    }

    [TestMethod]
    public async Task A_nonce_is_good_for_once_as_long_as_it_could_be_replayed()
    {
        var header = Read(Token("<o:Nonce>n1</o:Nonce>"));
        await _check.CheckAsync(header, null, default);
        _time.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsExactlyAsync<LoginException>(async () => await _check.CheckAsync(header, null, default));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _check.CheckAsync(header, null, default);
    }

    [TestMethod]
    public async Task Nonces_are_remembered_within_a_limit_and_only_of_those_who_know_a_password()
    {
        for (var i = 0; i < 5; i++)
        {
            var stranger = Read($"<o:UsernameToken><o:Username>bob</o:Username><o:Password>x</o:Password><o:Nonce>{i}</o:Nonce></o:UsernameToken>");
            await Assert.ThrowsExactlyAsync<LoginException>(async () => await _check.CheckAsync(stranger, null, default));
        }

        for (var i = 0; i < 3; i++)
            await _check.CheckAsync(Read(Token($"<o:Nonce>{i}</o:Nonce>")), null, default);
        await Assert.ThrowsExactlyAsync<LoginException>(
            async () => await _check.CheckAsync(Read(Token("<o:Nonce>4</o:Nonce>")), null, default));
    }

    [TestMethod]
    public async Task A_context_token_opens_one_session_and_is_over_with_it()
    {
        var peer = await _check.CheckAsync(Read(Token("")), null, default);
        var user = new UserNameCredential("alice", "secret");
        var first = _check.Tokens.Issue(user, peer);
        Assert.IsFalse(IsAccepted(() => _check.Tokens.Take(first, renews: true)), "It is not in use.");
        Assert.AreSame(peer, _check.Tokens.Take(first, renews: false).Peer);
        Assert.IsFalse(IsAccepted(() => _check.Tokens.Take(first, renews: false)), "It is in use.");
        Assert.AreSame(peer, _check.Tokens.Take(first, renews: true).Peer);
        var second = _check.Tokens.Issue(user, peer);
        Assert.IsFalse(IsAccepted(() => _check.Tokens.Issue(user, peer)), "There are too many.");
        _time.Advance(TimeSpan.FromMinutes(2));
        _check.Tokens.Issue(user, peer);
        Assert.IsFalse(IsAccepted(() => _check.Tokens.Take(second, renews: false)), "It was not used in time.");
        _check.Tokens.End(first);
        Assert.IsFalse(IsAccepted(() => _check.Tokens.Take(first, renews: true)), "Its session is over.");
    }

    [TestMethod]
    public void A_password_is_not_printed() =>
        Assert.AreEqual("alice", new UserNameCredential("alice", "secret").ToString());

    private static string Token(string more) =>
        $"<o:UsernameToken><o:Username>alice</o:Username><o:Password>secret</o:Password>{more}</o:UsernameToken>";

    private SecurityHeader Read(string content)
    {
        var xml = $"<o:Security xmlns:o='{SecurityNames.Security}' xmlns:u='{SecurityNames.Utility}'>{content}</o:Security>";
        using var reader = XmlDictionaryReader.CreateTextReader(Encoding.UTF8.GetBytes(xml), new());
        reader.MoveToContent();
        return SecurityHeaderReader.Read(reader, _check.Options);
    }

    private static bool IsAccepted(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (LoginException)
        {
            return false;
        }
    }
}
