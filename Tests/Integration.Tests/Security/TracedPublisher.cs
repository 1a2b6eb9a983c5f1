using System.Globalization;
using System.Net;
using System.ServiceModel;
using System.Text;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.ServiceModel.Tests.Security;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Publishes through a proxy by one of the protocols, each message in a connection of its own that always has the same length.</summary>
internal sealed class TracedPublisher(string endpoint, TestAuthority authority, TcpProxy proxy)
{
    public const string NetTcp = "net.tcp";
    public const string Soap = "SOAP";
    public const string Original = "original protocol";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Publishes, and returns how much had been sent when the message was there: what says goodbye is left out.</summary>
    public Task<int> PublishAsync(string topic, string text) => endpoint switch
    {
        NetTcp => OverNetTcpAsync(topic, text),
        Soap => OverSoapAsync(Envelope(topic, text)),
        _ => OverOriginal(topic, text),
    };

    /// <summary>A call with the name and password of a user, and a nonce.</summary>
    public static string Envelope(string topic, string text)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return $"""
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>
            <o:Security s:mustUnderstand="1" xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
             xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
            <u:Timestamp><u:Created>{now}</u:Created></u:Timestamp>
            <o:UsernameToken><o:Username>ann</o:Username><o:Password>{SecuredBroker.Password}</o:Password>
            <o:Nonce>{Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))}</o:Nonce><u:Created>{now}</u:Created></o:UsernameToken></o:Security></s:Header>
            <s:Body><PublishText xmlns="http://schemas.wcfbroker.net/2026/11"><topic>{topic}</topic><text>{text}</text></PublishText></s:Body></s:Envelope>
            """;
    }

    /// <summary>Posts an envelope, and returns the length of its connection until the answer.</summary>
    public async Task<int> OverSoapAsync(string envelope)
    {
        using var http = SecureClients.Http(authority);
        http.Timeout = Patience;
        using var content = new StringContent(envelope, Encoding.UTF8, "text/xml");
        content.Headers.Add("SOAPAction", "\"http://schemas.wcfbroker.net/2026/11/Publisher/PublishText\"");
        using var answer = await http.PostAsync(new Uri($"https://127.0.0.1:{proxy.Port}/broker"), content);
        answer.EnsureSuccessStatusCode();
        return proxy.Sent.Length;
    }

    private async Task<int> OverNetTcpAsync(string topic, string text)
    {
        var binding = SecureClients.NetTcp();
        binding.OpenTimeout = binding.SendTimeout = Patience;
        var client = new WcfClient($"net.tcp://localhost:{proxy.Port}/broker", binding, SecureClients.Trusting(authority));
        try
        {
            await client.Broker.PublishTextAsync(topic, text);
            return proxy.Sent.Length;
        }
        catch (TimeoutException late)
        {
            throw new CommunicationException(late.Message, late);
        }
        finally
        {
            client.Abort();
        }
    }

    private Task<int> OverOriginal(string topic, string text)
    {
        using var client = new LabClient(new(IPAddress.Loopback, proxy.Port), "JSONQueue", SecureClients.Wrapping(authority));
        client.List($$"""{"method": "AUTH", "topic": "ann", "msg": "{{SecuredBroker.Password}}"}""");
        client.Send($$"""{"method": "SUBSCRIBE", "topic": "{{topic}}", "msg": "{{topic}}"}""");
        // Its echo says that the message is there.
        client.List($$"""{"method": "PUBLISH", "topic": "{{topic}}", "msg": "{{text}}"}""");
        return Task.FromResult(proxy.Sent.Length);
    }
}
