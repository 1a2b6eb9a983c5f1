using System.Buffers;
using System.IO.Pipelines;
using System.ServiceModel;
using System.Xml;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// The receiving loop of a session: takes frames off the pipe and hands each message to the calls or to the callback it answers.
/// </summary>
internal sealed partial class SessionReceiver(
    EndpointRuntime runtime, PipeReader input, SessionCalls calls, PendingCallbacks pending, string sessionId)
{
    private readonly MessageDecoder _decoder = runtime.Decoders.Create();

    /// <returns>Whether the client ended the session by an End record.</returns>
    /// <exception cref="FramingException">What came cannot be understood.</exception>
    public async Task<bool> RunAsync()
    {
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var buffer = read.Buffer;
            try
            {
                while (TryTakeFrame(ref buffer, out var frame))
                {
                    if (frame.IsEnd)
                        return true;
                    await ReceiveAsync(frame.Payload).ConfigureAwait(false);
                }
            }
            finally
            {
                input.AdvanceTo(buffer.Start, buffer.End);
            }

            if (read.IsCompleted)
                return false;
        }
    }

    private bool TryTakeFrame(ref ReadOnlySequence<byte> buffer, out SessionFrame frame)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!SessionFrame.TryRead(ref reader, runtime.Options.MessageBytesMax, out frame))
            return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private async ValueTask ReceiveAsync(ReadOnlySequence<byte> payload)
    {
        using var message = _decoder.Decode(payload);
        RequestHeaders headers;
        try
        {
            headers = RequestHeaders.Read(message);
        }
        catch (Exception malformed) when (malformed is XmlException or CommunicationException or FormatException)
        {
            throw new FramingException($"a message whose headers cannot be read ({malformed.Message})");
        }

        if (headers.RelatesTo is null)
            await calls.AdmitAsync(message, headers, (int)payload.Length).ConfigureAwait(false);
        else if (!pending.TryComplete(headers.RelatesTo, message))
            LogAnswerIgnored(runtime.Log, sessionId, LogText.Escape(headers.RelatesTo.ToString()));
    }
}
