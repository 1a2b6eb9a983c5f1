using System.Text.Json;

namespace WcfBroker.OriginalProtocol.Tests.Vectors;

/// <summary>One event of a recorded session.</summary>
/// <param name="Conn">The connection: C1, C2, P1, ...</param>
/// <param name="Dir">send, recv, connect, close, reset, closed-by-broker or end.</param>
/// <param name="Hex">The bytes.</param>
/// <param name="Note">What the recorder had to say.</param>
internal sealed record VectorRow(string Conn, string Dir, string Hex, string Note)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public byte[] Bytes => Convert.FromHexString(Hex);

    public static VectorRow[] ReadAll(string path) => [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<VectorRow>(line, Names)!)];
}
