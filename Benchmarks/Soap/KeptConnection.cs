using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>An HTTP connection that sends one request again and again, each when the answer to the one before has come.</summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly byte[] _request;

    private KeptConnection(byte[] request) => _request = request;

    /// <summary>The size of the answer, head and body, which is the same each time.</summary>
    public int AnswerBytes { get; private set; }

    /// <summary>The size of the answer's body.</summary>
    public int BodyBytes { get; private set; }

    public static async Task<KeptConnection> OpenAsync(int port, byte[] request)
    {
        var connection = new KeptConnection(request);
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        await connection.LearnAsync();
        return connection;
    }

    public async Task<long> RunAsync(Func<bool> goesOn)
    {
        var count = 0L;
        for (; goesOn(); count++)
        {
            await _socket.SendAsync(_request);
            for (var got = 0; got < AnswerBytes;)
                got += await ReceiveAsync(_buffer.AsMemory(got, AnswerBytes - got));
            Check();
        }

        return count;
    }

    public void Dispose() => _socket.Dispose();

    private async Task LearnAsync()
    {
        await _socket.SendAsync(_request);
        AnswerBytes = await ReceiveAsync(_buffer);
        Check();
        var head = Encoding.ASCII.GetString(_buffer, 0, AnswerBytes).Split("\r\n\r\n")[0];
        BodyBytes = int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0], CultureInfo.InvariantCulture);
        if (head.Length + 4 + BodyBytes != AnswerBytes)
            throw new InvalidDataException("The first answer came in pieces.");
    }

    private void Check()
    {
        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidDataException(Encoding.UTF8.GetString(_buffer, 0, AnswerBytes));
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer) => await _socket.ReceiveAsync(buffer) is var read and > 0
        ? read
        : throw new InvalidDataException("The server closed the connection.");
}
