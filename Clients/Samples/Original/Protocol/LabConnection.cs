using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WcfBroker.Samples.Original.Protocol;

/// <summary>A connection to the broker: frames of five digits that say how many bytes follow.</summary>
internal sealed class LabConnection : IDisposable
{
    private const int PrefixBytes = 5;
    private const int FrameBytesMax = 99_999;

    private readonly TcpClient _client;
    private readonly IMechanism _mechanism;

    private LabConnection(TcpClient client, IMechanism mechanism)
    {
        _client = client;
        _mechanism = mechanism;
    }

    public static async Task<LabConnection> OpenAsync(string host, int port, IMechanism mechanism, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, cancellationToken);
            var connection = new LabConnection(client, mechanism);
            await connection.SendFrameAsync(Encoding.ASCII.GetBytes(mechanism.Name), cancellationToken);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task SendAsync(LabMessage message, CancellationToken cancellationToken) =>
        SendFrameAsync(_mechanism.Write(message), cancellationToken);

    /// <summary>The next message.</summary>
    /// <exception cref="EndOfStreamException">The broker has closed the connection.</exception>
    /// <exception cref="InvalidDataException">The broker sent what the protocol does not know.</exception>
    public async Task<LabMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixBytes];
        await _client.GetStream().ReadExactlyAsync(prefix, cancellationToken);
        var frame = new byte[Length(Encoding.ASCII.GetString(prefix))];
        await _client.GetStream().ReadExactlyAsync(frame, cancellationToken);
        return _mechanism.Read(frame);
    }

    public void Dispose() => _client.Dispose();

    private async Task SendFrameAsync(byte[] body, CancellationToken cancellationToken)
    {
        if (body.Length > FrameBytesMax)
        {
            throw new InvalidDataException($"A message of {body.Length} bytes does not fit: the limit is {FrameBytesMax} bytes.");
        }

        var prefix = body.Length.ToString(CultureInfo.InvariantCulture).PadLeft(PrefixBytes);
        await _client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(prefix), .. body], cancellationToken);
    }

    private static int Length(string prefix) =>
        int.TryParse(prefix, NumberStyles.Integer, CultureInfo.InvariantCulture, out var length) && length >= 0
            ? length
            : throw new InvalidDataException("The broker sent a frame without a length.");
}
