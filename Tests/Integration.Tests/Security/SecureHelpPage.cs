using System.Net;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>The help page of a broker with TLS: it shows the security mode that net.tcp has, and its program connects.</summary>
[TestClass]
[DefaultHostOnly("CoreWCF serves a help page of its own.")]
public sealed partial class SecureHelpPage
{
    private static readonly CertificateFolder Folder = new();

    [ClassCleanup]
    public static void Clean() => Folder.Dispose();

    [TestMethod]
    [DataRow("None", "None", "NetTcpBinding(SecurityMode.None);")]
    [DataRow("Require", "Transport", "TcpClientCredentialType.Certificate;")]
    public async Task It_shows_the_security_mode_of_net_tcp_and_addresses_of_HTTPS(string clientCertificates, string mode, string line)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        using var own = Folder.Authority.IssueClient();
        var settings = Folder.Settings(certificate, clientCertificates == "None" ? null : clientCertificates);
        if (mode == "None")
            settings = [.. settings.Where(setting => !setting.Contains(":NetTcp:", StringComparison.Ordinal))];
        await using var broker = await RunningBroker.StartAsync(["--Storage:Kind=Memory", .. settings]);
        var page = await PageAsync(broker, own);
        StringAssert.Contains(page, $"NetTcpBinding, security mode {mode}.");
        StringAssert.Contains(page, $"<code>https://127.0.0.1:{broker.HttpUrl.Port}/broker</code>");
        StringAssert.Contains(page, $"curl https://127.0.0.1:{broker.HttpUrl.Port}/api/topics");
        StringAssert.Contains(page, line);
    }

    [TestMethod]
    public async Task Its_program_logs_in_where_users_have_to()
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        await using var broker = await SecuredBroker.StartAsync([.. Folder.Settings(certificate), "--Endpoints:NetTcp:RequireUserName=true"]);
        var page = await PageAsync(broker.Host);
        StringAssert.Contains(page, "security mode TransportWithMessageCredential.");
        var (program, output) = (Folder.PathOf("subscriber.cs"), Folder.PathOf("output"));
        // The authority of the test has no list of revoked certificates: the lines for that are taken.
        await File.WriteAllTextAsync(program, Snippet(page).Replace("// factory.", "factory.", StringComparison.Ordinal).Replace("//     {", "{", StringComparison.Ordinal));
        await Shell.RunAsync("dotnet", "build", program, "--output", output);
        var connected = await Shell.TryAsync(
            "env", $"SSL_CERT_FILE={Folder.PathOf("ca.pem")}", "WCFBROKER_USER=ann", $"WCFBROKER_PASSWORD={SecuredBroker.Password}",
            "bash", "-c", $"dotnet exec {Path.Combine(output, "subscriber.dll")} </dev/null");
        StringAssert.Contains(connected.Output, "Subscribed to /news");
    }

    private static async Task<string> PageAsync(RunningBroker broker, System.Security.Cryptography.X509Certificates.X509Certificate2? own = null)
    {
        using var http = SecureClients.Http(Folder.Authority, own);
        return await http.GetStringAsync(new Uri(broker.HttpUrl, "broker"));
    }

    private static string Snippet(string page) => WebUtility.HtmlDecode(Program().Match(page).Groups[1].Value);

    [GeneratedRegex("<pre id=\"csharp\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Program();
}
