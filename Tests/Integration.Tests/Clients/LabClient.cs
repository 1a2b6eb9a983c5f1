using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>A client of the original protocol, as plain as the lab's: text in frames of a 5-byte size.</summary>
internal sealed class LabClient : IDisposable
{
    private const int PrefixLength = 5;
    private readonly TcpClient _connection = new();
    private readonly Stream _stream;

    /// <param name="broker">Where the broker is.</param>
    /// <param name="mechanism">The mechanism to ask for.</param>
    /// <param name="encrypt">Wraps the connection; null leaves it as it is.</param>
    public LabClient(IPEndPoint broker, string mechanism, Func<Stream, Stream>? encrypt = null)
    {
        _connection.Connect(broker);
        _stream = _connection.GetStream();
        _stream = encrypt?.Invoke(_stream) ?? _stream;
        _stream.ReadTimeout = 20_000;
        Send(mechanism);
    }

    public static LabClient Json(IPEndPoint broker) => new(broker, "JSONQueue");

    public static LabClient Xml(IPEndPoint broker) => new(broker, "XMLQueue");

    public void Send(string frame)
    {
        var body = Encoding.UTF8.GetBytes(frame);
        _stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Length,PrefixLength}")));
        _stream.Write(body);
    }

    public string Receive()
    {
        var prefix = new byte[PrefixLength];
        _stream.ReadExactly(prefix);
        var body = new byte[int.Parse(Encoding.ASCII.GetString(prefix), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture)];
        _stream.ReadExactly(body);
        return Encoding.UTF8.GetString(body);
    }

    /// <summary>Waits until the broker has done all that was sent before: it answers a list in order.</summary>
    public string List(string request)
    {
        Send(request);
        return Receive();
    }

    public void Dispose() => _connection.Dispose();
}
