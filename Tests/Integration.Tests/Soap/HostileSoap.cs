using System.Globalization;
using System.Net.Sockets;
using System.Text;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>The broker's own endpoint has the limits that its SOAP host can set: what no honest client sends gets a fault, and the next call is served.</summary>
[TestClass]
[DefaultHostOnly("CoreWCF refuses by other status codes, and without a fault what is no XML.")]
public sealed class HostileSoap
{
    private const string Namespace = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Honest = "<GetServerInfo xmlns=\"http://schemas.wcfbroker.net/2026/11\"/>";
    private const string Bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

    private static readonly (string Name, string Status, byte[] Body, long? Length)[] Requests =
    [
        ("200,000 nested elements", "400", Encoding.UTF8.GetBytes(Envelope(string.Concat(Enumerable.Repeat("<a>", 200_000)))), null),
        ("100,000 attributes", "400", Encoding.UTF8.GetBytes($"<a{string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}=\"\""))}/>"), null),
        ("an entity bomb", "400", Encoding.UTF8.GetBytes(Bomb + Envelope(Honest)), null),
        ("UTF-16 that is declared as UTF-8", "400", Encoding.Unicode.GetBytes(Envelope(Honest)), null),
        ("bytes that are no UTF-8", "400", [.. Encoding.UTF8.GetBytes(Envelope(Honest)), 0xC3, 0x28], null),
        ("a length of 2 GB", "413", [], 2L * 1024 * 1024 * 1024),
    ];

    [TestMethod]
    public async Task What_is_hostile_is_refused_with_a_fault_and_costs_the_broker_nothing()
    {
        await using var broker = await RunningBroker.StartAsync();
        await PostAsync(broker, Encoding.UTF8.GetBytes(Envelope(Honest)), null);
        var before = WorkingSet(broker);
        foreach (var (name, status, body, length) in Requests)
        {
            var answer = await PostAsync(broker, body, length);
            StringAssert.StartsWith(answer, $"HTTP/1.1 {status} ", name);
            StringAssert.Contains(answer, "<faultcode>", name);
            Assert.DoesNotContain("   at ", answer, name);
        }

        StringAssert.StartsWith(await PostAsync(broker, Encoding.UTF8.GetBytes(Envelope(Honest)), null), "HTTP/1.1 200 ");
        Assert.IsLessThan(before + (64L << 20), WorkingSet(broker), "bytes of memory");
    }

    private static string Envelope(string content) => $"<s:Envelope xmlns:s=\"{Namespace}\"><s:Body>{content}</s:Body></s:Envelope>";

    private static async Task<string> PostAsync(RunningBroker broker, byte[] body, long? length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(broker.HttpUrl.Host, broker.HttpUrl.Port);
        var stream = client.GetStream();
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /broker HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {length ?? body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
        return await ReceiveAsync(stream);
    }

    // Not to the end of the connection, which is cut where a body was promised that does not come.
    private static async Task<string> ReceiveAsync(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var buffer = new byte[16384];
        int read;
        while (!answer.ToString().EndsWith("</s:Envelope>", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer)) > 0)
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return answer.ToString();
    }

    private static long WorkingSet(RunningBroker broker)
    {
        using var process = System.Diagnostics.Process.GetProcessById(broker.ProcessId);
        return process.WorkingSet64;
    }
}
