using System.Buffers.Text;
using System.Text;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>An HTTP request with a call in SOAP 1.1 that publishes, encoded once but for the numbers of its messages.</summary>
internal sealed class SoapCall
{
    private const string Message = "message";
    private static readonly byte[] BodyStart = "<Body>"u8.ToArray();

    private readonly byte[] _request;
    private readonly int[] _bodies;
    private readonly int _payloadBytes;

    /// <summary>One message.</summary>
    public SoapCall(string topic, int payloadBytes)
        : this("Publish", $"<topic>{topic}</topic>{Content(Message, payloadBytes)}", payloadBytes)
    {
    }

    /// <summary>A batch of messages.</summary>
    public SoapCall(string topic, int payloadBytes, int messages)
        : this(
            "PublishBatch",
            $"<messages>{string.Concat(Enumerable.Repeat($"<TopicMessage><Topic>{topic}</Topic>{Content(nameof(Message), payloadBytes)}</TopicMessage>", messages))}</messages>",
            payloadBytes)
    {
    }

    private SoapCall(string operation, string parameters, int payloadBytes)
    {
        var body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" +
            $"<{operation} xmlns=\"{ContractNamespace.Uri}\">{parameters}</{operation}></s:Body></s:Envelope>";
        _payloadBytes = payloadBytes;
        _request = Encoding.ASCII.GetBytes(
            $"POST /broker HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"{ContractNamespace.Uri}/Publisher/{operation}\"\r\n" +
            $"Content-Length: {body.Length}\r\n\r\n{body}");
        _bodies = [.. Bodies(_request)];
    }

    public int Messages => _bodies.Length;

    /// <summary>The request, its messages numbered from this number on.</summary>
    public ReadOnlyMemory<byte> Of(long first)
    {
        foreach (var body in _bodies)
            Base64.EncodeToUtf8(NumberedPayload.Create(first++, _payloadBytes), _request.AsSpan(body), out _, out _);
        return _request;
    }

    private static string Content(string element, int payloadBytes) => $"<{element}><Body>{Convert.ToBase64String(new byte[payloadBytes])}</Body></{element}>";

    private static List<int> Bodies(ReadOnlySpan<byte> request)
    {
        var places = new List<int>();
        for (int at, from = 0; (at = request[from..].IndexOf(BodyStart)) >= 0; places.Add(from))
            from += at + BodyStart.Length;
        return places;
    }
}
