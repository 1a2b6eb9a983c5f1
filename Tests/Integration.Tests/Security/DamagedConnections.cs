using System.Net.Sockets;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>
/// Connections that are changed, cut or replayed on the way. WCFBROKER_CUTS is the distance of the places that are tried; 1 for each byte.
/// </summary>
[TestClass]
public sealed class DamagedConnections
{
    private static readonly int Stride = int.Parse(Environment.GetEnvironmentVariable("WCFBROKER_CUTS") ?? "61", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly CertificateFolder Folder = new();

    private static RunningBroker _broker = null!;
    private static TcpProxy _proxy = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        _broker = await RunningBroker.StartAsync(["--Storage:Kind=Memory", .. Folder.Settings(certificate)]);
        _proxy = new TcpProxy(new Uri(_broker.Url).Port);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _proxy.DisposeAsync();
        await _broker.DisposeAsync();
        Folder.Dispose();
    }

    [TestMethod]
    public async Task A_byte_that_is_flipped_anywhere_is_noticed_and_nothing_is_published()
    {
        var whole = await LengthAsync();
        // What comes before the handshake names the address that is asked for, and nothing else; and TLS has receivers ignore the version
        // at the head of the first record.
        var start = _proxy.Sent.AsSpan().IndexOf("ssl-tls"u8) + "ssl-tls".Length + 3;
        for (var at = start; at < whole; at += Stride)
        {
            _proxy.FlipAt = at;
            await PublishAsync("/flips", mayFail: true);
            _proxy.FlipAt = null;
            Assert.IsNull(await LastAsync("/flips"), $"flipped at {at} of {whole}");
        }
    }

    [TestMethod]
    public async Task A_connection_that_is_cut_anywhere_before_its_message_is_whole_publishes_nothing()
    {
        var whole = await LengthAsync();
        for (var at = 1; at < whole; at += Stride)
        {
            _proxy.CutAt = at;
            await PublishAsync("/slice", mayFail: true);
            _proxy.CutAt = null;
            Assert.IsNull(await LastAsync("/slice"), $"cut at {at} of {whole}");
        }
    }

    [TestMethod]
    public async Task A_connection_that_is_replayed_publishes_nothing_again()
    {
        _proxy.Forget();
        await PublishAsync("/replayed", mayFail: false);
        var sent = _proxy.Sent;
        var sequence = (await LastAsync("/replayed"))!.Sequence;
        for (var i = 0; i < 3; i++)
        {
            using var replay = new TcpClient();
            await replay.ConnectAsync("127.0.0.1", new Uri(_broker.Url).Port);
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

        Assert.AreEqual(sequence, (await LastAsync("/replayed"))!.Sequence);
    }

    // How much a client sends until its message is there: the End record that follows is left out.
    private static async Task<int> LengthAsync()
    {
        _proxy.Forget();
        var client = new WcfClient($"net.tcp://localhost:{_proxy.Port}/broker", Binding(), SecureClients.Trusting(Folder.Authority));
        // The topics have one length, so that all messages do.
        await client.Broker.PublishTextAsync("/whole", "x");
        var length = _proxy.Sent.Length;
        client.Abort();
        return length;
    }

    private static async Task PublishAsync(string topic, bool mayFail)
    {
        var client = new WcfClient($"net.tcp://localhost:{_proxy.Port}/broker", Binding(), SecureClients.Trusting(Folder.Authority));
        try
        {
            await client.Broker.PublishTextAsync(topic, "x");
        }
        catch (Exception failure) when (mayFail && failure is CommunicationException or TimeoutException)
        {
            // That is what the damage is to do.
        }
        finally
        {
            client.Abort();
        }
    }

    private static async Task<Contracts.Messages.Delivery?> LastAsync(string topic)
    {
        await using var client = new WcfClient(_broker.Url, SecureClients.NetTcp(), SecureClients.Trusting(Folder.Authority));
        return await client.Broker.GetLastMessageAsync(topic);
    }

    private static NetTcpBinding Binding()
    {
        var binding = SecureClients.NetTcp();
        binding.OpenTimeout = binding.SendTimeout = TimeSpan.FromSeconds(8);
        return binding;
    }
}
