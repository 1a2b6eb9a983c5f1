using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace WcfBroker.Fuzz;

/// <summary>A connection whose peer has sent some bytes, sends no more, and reads everything.</summary>
internal sealed class BytesConnection : DefaultConnectionContext, IDuplexPipe
{
    public BytesConnection(byte[] bytes)
    {
        ConnectionId = "fuzz";
        Transport = this;
        Input = PipeReader.Create(new ReadOnlySequence<byte>(bytes));
        Output = PipeWriter.Create(Stream.Null);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }
}
