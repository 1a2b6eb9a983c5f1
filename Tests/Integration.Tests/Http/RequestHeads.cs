using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;
using WcfBroker.Integration.Tests.Security;

namespace WcfBroker.Integration.Tests.Http;

/// <summary>The first request of a connection: served however it comes, refused at once if it is none, and not waited for longer than the limit says.</summary>
[TestClass]
public sealed class RequestHeads
{
    private const string Plain = "http";
    private const string Encrypted = "https";
    private const char GoAway = '\a';
    private const string Request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const string LastRequest = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly CertificateFolder Folder = new();
    private static RunningBroker _plain = null!;
    private static RunningBroker _encrypted = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _plain = await StartAsync(Plain, "--Http:HeadersTimeout=00:10:00", "--Http:HeaderBytesMax=16384");
        _encrypted = await StartAsync(Encrypted);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _plain.DisposeAsync();
        await _encrypted.DisposeAsync();
        Folder.Dispose();
    }

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Encrypted)]
    public async Task One_that_comes_byte_by_byte_is_served(string scheme)
    {
        using var client = new TcpClient { NoDelay = true };
        var stream = await ConnectAsync(client, scheme);
        foreach (var value in Encoding.ASCII.GetBytes(LastRequest))
            await stream.WriteAsync(new[] { value });
        StringAssert.StartsWith(await AnswersAsync(stream), "HTTP/1.1 200 OK\r\n");
    }

    [TestMethod]
    public async Task One_in_two_parts_is_served_wherever_it_is_split()
    {
        for (var split = 1; split < LastRequest.Length; split++)
        {
            using var client = new TcpClient { NoDelay = true };
            var stream = await ConnectAsync(client, Plain);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(LastRequest[..split]));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(LastRequest[split..]));
            StringAssert.StartsWith(await AnswersAsync(stream), "HTTP/1.1 200 OK\r\n", $"Split at {split}");
        }
    }

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Encrypted)]
    public async Task Several_that_come_together_are_all_served(string scheme)
    {
        using var client = new TcpClient();
        var stream = await ConnectAsync(client, scheme);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request + Request + LastRequest));
        Assert.HasCount(4, (await AnswersAsync(stream)).Split("HTTP/1.1 200 OK\r\n"));
    }

    [TestMethod]
    public async Task One_without_carriage_returns_is_served() =>
        StringAssert.StartsWith(await AnswerAsync(Encoding.ASCII.GetBytes(LastRequest.Replace("\r", "", StringComparison.Ordinal))), "HTTP/1.1 200 OK\r\n");

    [TestMethod]
    public async Task A_client_that_begins_with_HTTP_2_is_told_to_go_away() => Assert.AreEqual(GoAway, (await AnswerAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray()))[3]);

    [TestMethod]
    [DataRow("HELLO\r\n", "400")]
    [DataRow("GET / HTTP/9.9\r\n", "505")]
    [DataRow("GET / HTTP/1.1\r\nno header\r\n", "400")]
    [DataRow("G<T / HTTP/1.1\r\n\r\n", "400")]
    [DataRow("GET / HTTP/1.1\r\n\r\n", "400")]
    public async Task What_is_none_is_refused_at_once(string sent, string status) =>
        StringAssert.StartsWith(await AnswerAsync(Encoding.ASCII.GetBytes(sent)), $"HTTP/1.1 {status} ");

    [TestMethod]
    [DataRow("GET /{0}", "414")]
    [DataRow("GET / HTTP/1.1\r\nHost: localhost\r\nX: {0}", "431")]
    public async Task One_past_the_limits_is_refused_before_it_has_come_to_an_end(string sent, string status) =>
        StringAssert.StartsWith(await AnswerAsync(Encoding.ASCII.GetBytes(sent.Replace("{0}", new string('x', 20_000), StringComparison.Ordinal))), $"HTTP/1.1 {status} ");

    [TestMethod]
    public async Task One_whose_client_ends_in_the_midst_is_refused() => StringAssert.StartsWith(await AnswerAsync("GET / HT"u8.ToArray(), isEnd: true), "HTTP/1.1 400 ");

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Encrypted)]
    public async Task One_that_takes_too_long_is_answered_and_its_connection_closed(string scheme)
    {
        await using var broker = await StartAsync(scheme, "--Http:HeadersTimeout=00:00:01");
        using var client = new TcpClient();
        var stream = await ConnectAsync(client, scheme, broker);
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: "u8.ToArray());
        var answer = await AnswersAsync(stream);
        StringAssert.StartsWith(answer, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\nDate: ");
        StringAssert.EndsWith(answer, " GMT\r\n\r\n");
    }

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Encrypted)]
    public async Task A_connection_without_one_is_closed_without_a_word(string scheme)
    {
        await using var broker = await StartAsync(scheme, "--Http:IdleTimeout=00:00:01");
        using var client = new TcpClient();
        Assert.AreEqual("", await AnswersAsync(await ConnectAsync(client, scheme, broker)));
    }

    [TestMethod]
    public async Task A_connection_without_one_does_not_hold_up_a_stop()
    {
        await using var broker = await StartAsync(Plain);
        using var client = new TcpClient();
        var stream = await ConnectAsync(client, Plain, broker);
        using (var http = new HttpClient { BaseAddress = broker.HttpUrl })
            await http.GetStringAsync(new Uri("health/live", UriKind.Relative));
        var time = System.Diagnostics.Stopwatch.StartNew();
        await broker.SignalAsync("TERM");
        Assert.AreEqual("", await AnswersAsync(stream));
        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.IsLessThan(TimeSpan.FromSeconds(5), time.Elapsed);
    }

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Encrypted)]
    public async Task A_client_that_vanishes_before_it_has_sent_one_is_no_error(string scheme)
    {
        await using var broker = await StartAsync(scheme);
        foreach (var sent in (string[])["", "GET", Request[..^2]])
        {
            using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
            await (await ConnectAsync(client, scheme, broker)).WriteAsync(Encoding.ASCII.GetBytes(sent));
            using var later = new TcpClient();
            var stream = await ConnectAsync(later, scheme, broker);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(LastRequest));
            StringAssert.StartsWith(await AnswersAsync(stream), "HTTP/1.1 200 OK\r\n");
        }

        await broker.SignalAsync("TERM");
        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.DoesNotContain("exception", broker.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<RunningBroker> StartAsync(string scheme, params string[] settings)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        return RunningBroker.StartAsync(["--Storage:Kind=Memory", .. scheme == Plain ? [] : Folder.Settings(certificate), .. settings]);
    }

    private static async Task<string> AnswerAsync(byte[] sent, bool isEnd = false)
    {
        using var client = new TcpClient();
        var stream = await ConnectAsync(client, Plain);
        await stream.WriteAsync(sent);
        if (isEnd)
            client.Client.Shutdown(SocketShutdown.Send);
        return await AnswersAsync(stream);
    }

    private static Task<Stream> ConnectAsync(TcpClient client, string scheme) => ConnectAsync(client, scheme, scheme == Plain ? _plain : _encrypted);

    private static async Task<Stream> ConnectAsync(TcpClient client, string scheme, RunningBroker broker)
    {
        await client.ConnectAsync(broker.HttpUrl.Host, broker.HttpUrl.Port);
        return scheme == Plain ? client.GetStream() : await SecureClients.EncryptAsync(client.GetStream(), Folder.Authority);
    }

    // All that comes until the broker closes the connection.
    private static async Task<string> AnswersAsync(Stream stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, patience.Token);
        return Encoding.UTF8.GetString(received.ToArray());
    }
}
