using System.Security.Cryptography.X509Certificates;
using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class CertificateTests : IDisposable
{
    private readonly FakeTerminal _terminal = new();
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("wcfbroker-cli-").FullName, "new");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [TestMethod]
    public async Task An_authority_a_server_and_clients_are_made_for_the_owner_alone()
    {
        Assert.AreEqual(ExitCodes.Done, await CreateAsync("--name", "broker.example", "--client", "alice", "--client", "bob"));
        using var authority = X509CertificateLoader.LoadCertificateFromFile(PathOf("ca.pem"));
        using var server = X509Certificate2.CreateFromPemFile(PathOf("server.pem"));
        using var client = X509Certificate2.CreateFromPemFile(PathOf("alice.pem"));
        Assert.IsTrue(Trusts(authority, server, "1.3.6.1.5.5.7.3.1"));
        Assert.IsTrue(Trusts(authority, client, "1.3.6.1.5.5.7.3.2"));
        Assert.IsFalse(Trusts(authority, client, "1.3.6.1.5.5.7.3.1"), "A client's certificate makes no server.");
        Assert.AreEqual("CN=alice", client.Subject);
        Assert.IsTrue(server.HasPrivateKey && client.HasPrivateKey);
        foreach (var name in (string[])["localhost", "127.0.0.1", "::1", "broker.example", System.Net.Dns.GetHostName()])
            Assert.IsTrue(server.MatchesHostname(name, allowCommonName: false), name);
        var files = Directory.GetFiles(_folder);
        Assert.AreEqual("alice.pem bob.pem ca.key ca.pem server.pem", string.Join(' ', files.Select(Path.GetFileName).Order()));
        foreach (var file in OperatingSystem.IsWindows() ? [] : files)
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
    }

    [TestMethod]
    public async Task The_settings_to_paste_are_printed()
    {
        await CreateAsync("--client", "alice");
        StringAssert.Contains(_terminal.Out, $"\"Certificate\": \"{PathOf("server.pem")}\"");
        StringAssert.Contains(_terminal.Out, $"\"ClientCertificates\": \"Require\", \"ClientCertificateAuthorities\": \"{PathOf("ca.pem")}\"");
        StringAssert.Contains(_terminal.Out, $"--ca {PathOf("ca.pem")} --certificate {PathOf("alice.pem")}");
        Assert.DoesNotContain("PRIVATE KEY", _terminal.Out);
    }

    [TestMethod]
    public async Task What_is_there_is_not_overwritten_unless_forced()
    {
        await CreateAsync("--client", "alice");
        var (authority, server, alice) = (Read("ca.pem"), Read("server.pem"), Read("alice.pem"));
        Assert.AreEqual(ExitCodes.Failed, await CreateAsync());
        StringAssert.Contains(_terminal.Error, "--force overwrites it");
        Assert.AreEqual(ExitCodes.Failed, await CreateAsync("--client", "carol", "--client", "alice"));
        Assert.IsFalse(File.Exists(PathOf("carol.pem")), "Nothing is made if something is in the way.");
        Assert.AreEqual(ExitCodes.Done, await CreateAsync("--client", "bob"));
        Assert.AreEqual((authority, server, alice), (Read("ca.pem"), Read("server.pem"), Read("alice.pem")));
        using var issuer = X509CertificateLoader.LoadCertificateFromFile(PathOf("ca.pem"));
        using var bob = X509CertificateLoader.LoadCertificateFromFile(PathOf("bob.pem"));
        Assert.IsTrue(Trusts(issuer, bob, "1.3.6.1.5.5.7.3.2"));
        Assert.AreEqual(ExitCodes.Done, await CreateAsync("--force"));
        Assert.AreNotEqual(authority, Read("ca.pem"));
    }

    [TestMethod]
    [DataRow("../alice")]
    [DataRow("server")]
    [DataRow(".hidden")]
    [DataRow("a/b")]
    public async Task A_client_whose_name_is_no_file_is_refused(string name)
    {
        Assert.AreEqual(ExitCodes.Usage, await CreateAsync("--client", name));
        StringAssert.Contains(_terminal.Error, "cannot name a client");
        Assert.IsFalse(Directory.Exists(_folder));
    }

    [TestMethod]
    public async Task A_password_is_taken_from_a_file_or_the_environment_and_never_from_an_argument()
    {
        var seen = new List<WcfBroker.Client.BrokerConnectionOptions>();
        var environment = _terminal.Environment() with
        {
            Variable = name => name == "WCFBROKER_PASSWORD" ? "from the environment" : null,
            Connect = (_, options, _) =>
            {
                seen.Add(options);
                return _terminal.Network.ConnectAsync();
            },
        };
        Directory.CreateDirectory(_folder);
        File.WriteAllText(PathOf("password"), "from a file\nmore");
        Assert.AreEqual(ExitCodes.Done, await CommandLine.RunAsync(["topics", "--user", "alice"], environment));
        Assert.AreEqual(ExitCodes.Done, await CommandLine.RunAsync(["topics", "--user", "alice", "--password-file", PathOf("password")], environment));
        Assert.AreEqual("from the environment, from a file", string.Join(", ", seen.Select(o => o.Credentials!.Password)));
        Assert.IsTrue(seen.All(o => !o.ToString().Contains("from", StringComparison.Ordinal)), "A password is not printed with the options.");
        Assert.AreEqual(ExitCodes.Usage, await CommandLine.RunAsync(["topics", "--user", "alice"], environment with { Variable = _ => null }));
        StringAssert.Contains(_terminal.Error, "There is no password");
    }

    private static bool Trusts(X509Certificate2 authority, X509Certificate2 certificate, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(usage));
        chain.ChainPolicy.VerificationTime = certificate.NotBefore.AddDays(2);
        return chain.Build(certificate);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Read(string name) => File.ReadAllText(PathOf(name));

    private Task<int> CreateAsync(params string[] arguments) => _terminal.RunAsync(["certificate", "create", "--folder", _folder, .. arguments]);
}
