using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace WcfBroker.Fuzz;

/// <summary>A connection whose peer has sent some bytes, sends no more, and reads everything.</summary>
internal sealed class BytesConnection : DefaultConnectionContext, IDuplexPipe
{
    public BytesConnection(byte[] bytes, Stream? output = null)
        : this(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), output)
    {
    }

    public BytesConnection(PipeReader input, Stream? output)
    {
        ConnectionId = "fuzz";
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1);
        Transport = this;
        Input = input;
        Output = PipeWriter.Create(output ?? Stream.Null, new StreamPipeWriterOptions(leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }
}
