using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Vectors;

/// <summary>
/// Plays a recorded session against a listener. Before another connection sends, the one that sent last asks for the topic
/// list: its answer says that the broker has applied all that came before, and that nothing unexpected was sent.
/// </summary>
internal sealed class VectorReplay(TestListener listener, Wire wire) : IAsyncDisposable
{
    private readonly Dictionary<string, TestClient> _clients = [];
    private readonly HashSet<string> _greeted = [];
    private string? _lastSender;

    public async Task PlayAsync(IReadOnlyList<VectorRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                await PlayAsync(rows[i]);
            }
            catch (Exception exception) when (exception is not AssertFailedException)
            {
                Assert.Fail($"Row {i + 1} ({rows[i].Conn} {rows[i].Dir}): {exception.Message}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
    }

    private Task PlayAsync(VectorRow row) => row.Dir switch
    {
        "connect" => ClientAsync(row.Conn),
        "send" => SendAsync(row),
        "recv" => ReceiveAsync(row),
        "closed-by-broker" => EndAsync(row.Conn),
        "close" or "reset" => LeaveAsync(row),
        "end" => FinishAsync(row),
        _ => throw new InvalidDataException($"Unknown direction {row.Dir}."),
    };

    private async Task SendAsync(VectorRow row)
    {
        if (_lastSender != row.Conn)
            await SettleAsync(_lastSender);
        _lastSender = row.Conn;
        await (await ClientAsync(row.Conn)).TrySendAsync(row.Bytes);
        if (row.Bytes.AsSpan().SequenceEqual(System.Text.Encoding.ASCII.GetBytes(wire.Handshake)))
            _greeted.Add(row.Conn);
    }

    private async Task ReceiveAsync(VectorRow row)
    {
        var received = await (await ClientAsync(row.Conn)).ReadAsync(row.Bytes.Length);
        Assert.AreEqual(Convert.ToHexStringLower(row.Bytes), Convert.ToHexStringLower(received), row.Note);
    }

    private async Task EndAsync(string connection)
    {
        var rest = await _clients[connection].ReadToEndAsync();
        Assert.IsEmpty(rest, "The broker sent something before it closed the connection.");
        Forget(connection);
    }

    private async Task LeaveAsync(VectorRow row)
    {
        var client = await ClientAsync(row.Conn);
        if (row.Dir == "reset")
            client.Reset();
        else
            await client.DisposeAsync();
        Forget(row.Conn);
    }

    private async Task FinishAsync(VectorRow row)
    {
        Assert.AreEqual("broker alive", row.Note);
        foreach (var connection in _clients.Keys.ToArray())
            await SettleAsync(connection);
        foreach (var client in _clients.Values)
            Assert.IsEmpty(await client.FinishAsync(), "The broker sent more than was recorded.");
    }

    private async Task SettleAsync(string? connection)
    {
        if (connection is null || !_greeted.Contains(connection))
            return;
        await _clients[connection].SendAsync(wire.List());
        var answer = await _clients[connection].ReadFrameAsync();
        Assert.AreEqual(Convert.ToHexStringLower(await listener.ListAsync(wire)), Convert.ToHexStringLower(answer), $"{connection} was sent something else.");
    }

    private void Forget(string connection)
    {
        _clients.Remove(connection);
        _greeted.Remove(connection);
        if (_lastSender == connection)
            _lastSender = null;
    }

    private async Task<TestClient> ClientAsync(string connection)
    {
        if (!_clients.TryGetValue(connection, out var client))
            _clients.Add(connection, client = await listener.ConnectAsync());
        return client;
    }
}
