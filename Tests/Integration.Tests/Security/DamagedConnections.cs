using System.Net.Sockets;
using System.Security.Authentication;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>
/// Connections that are read, changed, cut or replayed on the way. WCFBROKER_CUTS is the distance of the places that are tried; 1 for each byte.
/// </summary>
[TestClass]
public sealed class DamagedConnections
{
    private const string Marker = "MARKER";
    private const string TooLong = "Over net.tcp of CoreWCF this has not come to its end in five minutes.";
    private const int EveryByteMilliseconds = 900_000;

    private static readonly int Stride = int.Parse(Environment.GetEnvironmentVariable("WCFBROKER_CUTS") ?? "61", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly CertificateFolder Folder = new();

    private static SecuredBroker _broker = null!;
    private static Dictionary<string, TcpProxy> _proxies = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        _broker = await SecuredBroker.StartAsync(
        [
            "--Storage:Kind=Memory", .. Folder.Settings(certificate), $"--Endpoints:Http:RequireUserName={!Programs.IsOtherHost}",
            "--Security:Rights:2:Who=*", "--Security:Rights:2:Publish:0=/", "--Security:Rights:2:Subscribe:0=/",
        ]);
        _proxies = new()
        {
            [TracedPublisher.NetTcp] = new(new Uri(_broker.Host.Url).Port),
            [TracedPublisher.Soap] = new(_broker.Host.HttpUrl.Port),
            [TracedPublisher.Original] = new(_broker.Host.Original.Port),
        };
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync();
        await _broker.DisposeAsync();
        Folder.Dispose();
    }

    [TestMethod]
    [DataRow(TracedPublisher.NetTcp)]
    [DataRow(TracedPublisher.Soap)]
    [DataRow(TracedPublisher.Original)]
    public async Task Whoever_listens_reads_neither_messages_nor_passwords(string endpoint)
    {
        await LengthAsync(endpoint);
        var proxy = _proxies[endpoint];
        Assert.IsGreaterThan(500, proxy.Sent.Length);
        foreach (var passed in (byte[][])[proxy.Sent, proxy.Received])
            Assert.IsFalse(passed.AsSpan().IndexOf("MARKER"u8) >= 0 || passed.AsSpan().IndexOf("correct horse"u8) >= 0);
    }

    [TestMethod]
    [Timeout(EveryByteMilliseconds)]
    [DataRow(TracedPublisher.NetTcp)]
    [DataRow(TracedPublisher.Soap)]
    [DataRow(TracedPublisher.Original)]
    public async Task A_byte_that_is_flipped_anywhere_is_noticed_and_nothing_is_published(string endpoint)
    {
        if (endpoint == TracedPublisher.NetTcp && Programs.IsOtherHost)
            Assert.Inconclusive(TooLong);
        var whole = await LengthAsync(endpoint);
        var proxy = _proxies[endpoint];
        // What comes before the handshake of net.tcp names the address that is asked for, and nothing else; and TLS has receivers ignore the
        // version at the head of the first record.
        var start = 3 + (endpoint == TracedPublisher.NetTcp ? proxy.Sent.AsSpan().IndexOf("ssl-tls"u8) + "ssl-tls".Length : 0);
        for (var at = start; at < whole; at += Stride)
        {
            proxy.FlipAt = at;
            await TryPublishAsync(endpoint, "/flips");
            proxy.FlipAt = null;
            Assert.IsNull(await LastAsync("/flips"), $"flipped at {at} of {whole}");
        }
    }

    [TestMethod]
    [Timeout(EveryByteMilliseconds)]
    [DataRow(TracedPublisher.NetTcp)]
    [DataRow(TracedPublisher.Soap)]
    [DataRow(TracedPublisher.Original)]
    public async Task A_connection_that_is_cut_anywhere_before_its_message_is_whole_publishes_nothing(string endpoint)
    {
        if (endpoint == TracedPublisher.NetTcp && Programs.IsOtherHost)
            Assert.Inconclusive(TooLong);
        var whole = await LengthAsync(endpoint);
        var proxy = _proxies[endpoint];
        for (var at = 1; at < whole; at += Stride)
        {
            proxy.CutAt = at;
            await TryPublishAsync(endpoint, "/slice");
            proxy.CutAt = null;
            Assert.IsNull(await LastAsync("/slice"), $"cut at {at} of {whole}");
        }
    }

    [TestMethod]
    [DataRow(TracedPublisher.NetTcp)]
    [DataRow(TracedPublisher.Soap)]
    [DataRow(TracedPublisher.Original)]
    public async Task A_connection_that_is_replayed_publishes_nothing_again(string endpoint)
    {
        await LengthAsync(endpoint);
        var (proxy, topic) = (_proxies[endpoint], "/whole");
        var (sent, sequence) = (proxy.Sent, (await LastAsync(topic))!.Sequence);
        for (var i = 0; i < 3; i++)
        {
            using var replay = new TcpClient();
            await replay.ConnectAsync("127.0.0.1", proxy.Port);
            try
            {
                await replay.GetStream().WriteAsync(sent);
                replay.Client.Shutdown(SocketShutdown.Send);
                await replay.GetStream().CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(20));
            }
            catch (Exception dropped) when (dropped is IOException or SocketException or InvalidOperationException)
            {
                // The broker has dropped it.
            }
        }

        Assert.AreEqual(sequence, (await LastAsync(topic))!.Sequence);
    }

    [TestMethod]
    [DefaultHostOnly(WcfLogins.NotInSoap)]
    public async Task A_message_with_a_username_token_that_somebody_sends_again_inside_TLS_is_refused()
    {
        var publisher = Publisher(TracedPublisher.Soap);
        var envelope = TracedPublisher.Envelope("/again", Marker);
        await publisher.OverSoapAsync(envelope);
        var sequence = (await LastAsync("/again"))!.Sequence;
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => publisher.OverSoapAsync(envelope));
        Assert.AreEqual(sequence, (await LastAsync("/again"))!.Sequence);
    }

    // How much a client sends until its message is there. The topics have one length, so that all connections do.
    private static Task<int> LengthAsync(string endpoint)
    {
        if (endpoint == TracedPublisher.Soap && Programs.IsOtherHost)
            Assert.Inconclusive(WcfLogins.NotInSoap);
        _proxies[endpoint].Forget();
        return Publisher(endpoint).PublishAsync("/whole", Marker);
    }

    private static async Task TryPublishAsync(string endpoint, string topic)
    {
        try
        {
            await Publisher(endpoint).PublishAsync(topic, Marker);
        }
        catch (Exception failure) when (failure is CommunicationException or HttpRequestException or OperationCanceledException or IOException or AuthenticationException or SocketException)
        {
            // That is what the damage is to do.
        }
    }

    private static TracedPublisher Publisher(string endpoint) => new(endpoint, Folder.Authority, _proxies[endpoint]);

    private static async Task<Contracts.Messages.Delivery?> LastAsync(string topic)
    {
        await using var client = new WcfClient(_broker.Host.Url, SecureClients.NetTcp(), SecureClients.Trusting(Folder.Authority));
        return await client.Broker.GetLastMessageAsync(topic);
    }
}
