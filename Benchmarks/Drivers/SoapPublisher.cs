using System.Buffers.Text;
using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Makes calls over one HTTP connection that is kept, each when the answer to the one before has come.</summary>
internal sealed class SoapPublisher(RawSocket socket, SoapCall call, int calls) : IBatchPublisher
{
    private const int AnswerBytesMax = 64 << 10;
    private static readonly byte[] Length = "Content-Length: "u8.ToArray();
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly byte[] _answer = new byte[AnswerBytesMax];

    public async Task PublishAsync(long first)
    {
        for (var i = 0; i < calls; i++)
        {
            await socket.SendAsync(call.Of(first + (i * call.Messages)));
            var received = 0;
            do
                received += await socket.ReceiveAsync(_answer.AsMemory(received));
            while (!IsWhole(_answer.AsSpan(0, received)));
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf(Length);
        return answer.StartsWith("HTTP/1.1 200 "u8) && length >= 0 && Utf8Parser.TryParse(answer[(length + Length.Length)..], out int bytes, out _)
            ? answer.Length >= head + HeadEnd.Length + bytes
            : throw new InvalidDataException(Encoding.UTF8.GetString(answer));
    }
}
