using System.Text;
using WcfBroker.Contracts;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>A publish as WCF clients send it, as the bytes of an HTTP request.</summary>
internal static class PublishRequest
{
    private const string Action = $"{ContractNamespace.Uri}/Publisher/Publish";

    public static byte[] Soap11(string path, int payloadBytes) =>
        Post(path, $"Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"{Action}\"", Envelope11(payloadBytes));

    /// <summary>The same request in SOAP 1.1 for .NET's client.</summary>
    public static HttpRequestMessage ToMessage(string path, int payloadBytes) => new(HttpMethod.Post, path)
    {
        Headers = { { "SOAPAction", $"\"{Action}\"" } },
        Content = new StringContent(Envelope11(payloadBytes), Encoding.UTF8, "text/xml"),
    };

    public static byte[] Soap12(string path, int payloadBytes) => Post(
        path,
        "Content-Type: application/soap+xml; charset=utf-8",
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header>" +
        $"<a:Action s:mustUnderstand=\"1\">{Action}</a:Action><a:MessageID>urn:uuid:68cf2e06-a9fb-48db-a739-4ba699ce70da</a:MessageID>" +
        "<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>" +
        $"<a:To s:mustUnderstand=\"1\">http://localhost{path}</a:To></s:Header>{Body(payloadBytes)}</s:Envelope>");

    private static string Envelope11(int payloadBytes) =>
        $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">{Body(payloadBytes)}</s:Envelope>";

    private static string Body(int payloadBytes) =>
        $"<s:Body><Publish xmlns=\"{ContractNamespace.Uri}\"><topic>/sensors/1/temperature</topic>" +
        "<message xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><ContentType>application/octet-stream</ContentType>" +
        $"<Body>{Convert.ToBase64String(new byte[payloadBytes])}</Body></message></Publish></s:Body>";

    private static byte[] Post(string path, string headers, string body) =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
