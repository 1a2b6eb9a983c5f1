using System.Buffers;
using System.IO.Pipelines;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.Requests;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// The receiving loop of a session: takes frames off the pipe and hands each message to the calls or to the callback it answers.
/// </summary>
internal sealed partial class SessionReceiver(
    EndpointRuntime runtime, PipeReader input, SessionCalls calls, PendingCallbacks pending, SessionSecurity security, Action open,
    string sessionId, CancellationToken closed)
{
    private readonly MessageDecoder _decoder = runtime.Decoders.Create();
    private readonly RequestReader _requests = new(runtime.Service.Requests);

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
                    // Security headers are for the decoder to read.
                    if (!security.IsRequired && _requests.Read(frame.Payload, calls) is { } call)
                        await calls.AdmitAsync(call).ConfigureAwait(false);
                    else
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
        if (!SessionFrame.TryRead(ref reader, security.IsOpen ? runtime.Options.MessageBytesMax : Math.Min(security.Options.LoginBytesMax, runtime.Options.MessageBytesMax), out frame))
            return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    // Returns whether the message goes on to the service.
    private async ValueTask<bool> CheckAsync(Message message, RequestHeaders headers)
    {
        try
        {
            await security.CheckAsync(message, headers.Action, closed).ConfigureAwait(false);
            if (headers is { MessageId: { } id, Action: SecurityNames.RequestContext or SecurityNames.RenewContext or SecurityNames.CancelContext })
            {
                var context = headers.Action == SecurityNames.CancelContext ? null : security.Issue();
                await calls.AnswerAsync(
                    id,
                    headers.Action.Replace("/RST/", "/RSTR/", StringComparison.Ordinal),
                    writer => SecurityContextReply.Write(writer, context, security.Stamp!.Value)).ConfigureAwait(false);
                return false;
            }
        }
        catch (LoginException refused)
        {
            // As WCF does: clients that begin a conversation expect no time stamp with a refusal, all others do.
            await calls.RefuseAsync(headers, refused.Fault, withStamp: headers.Action != SecurityNames.RequestContext).ConfigureAwait(false);
            throw;
        }

        if (calls.Instance is null)
            open();
        return true;
    }

    private async ValueTask ReceiveAsync(ReadOnlySequence<byte> payload)
    {
        using var message = _decoder.Decode(payload);
        _requests.Decoded(payload);
        RequestHeaders headers;
        try
        {
            headers = RequestHeaders.Read(message, security.IsRequired);
        }
        catch (Exception malformed) when (malformed is XmlException or CommunicationException or FormatException)
        {
            throw new FramingException($"a message whose headers cannot be read ({malformed.Message})");
        }

        if (security.IsRequired && !await CheckAsync(message, headers).ConfigureAwait(false))
            return;
        if (headers.RelatesTo is null)
            await calls.AdmitAsync(message, headers, (int)payload.Length).ConfigureAwait(false);
        else if (!pending.TryComplete(headers.RelatesTo, message))
            LogAnswerIgnored(runtime.Log, sessionId, LogText.Escape(headers.RelatesTo.ToString()));
    }
}
