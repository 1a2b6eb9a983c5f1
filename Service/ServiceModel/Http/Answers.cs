using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Sends answers, each encoded as a whole before its first byte is sent: one that cannot be encoded may still become a fault.</summary>
internal sealed class Answers
{
    private readonly DefaultObjectPool<TextEncoder> _encoders = new(new EncoderPolicy());

    public Task ReplyAsync(HttpResponse response, SoapRequest request, object? result) => SendAsync(
        response,
        StatusCodes.Status200OK,
        request,
        result,
        static (writer, reply) => SoapEnvelope.WriteReply(writer, reply.request, reply.content));

    public Task FaultAsync(HttpResponse response, int status, SoapRequest request, Fault fault) => SendAsync(
        response,
        status,
        request,
        fault,
        static (writer, reply) => SoapEnvelope.WriteFault(writer, reply.request, reply.content));

    private async Task SendAsync<T>(
        HttpResponse response,
        int status,
        SoapRequest request,
        T content,
        Action<XmlDictionaryWriter, (SoapRequest request, T content)> write)
    {
        var encoder = _encoders.Get();
        try
        {
            var envelope = encoder.Encode((request, content), write);
            response.StatusCode = status;
            response.ContentType = request.Version.ContentType;
            response.ContentLength = envelope.Length;
            await response.BodyWriter.WriteAsync(envelope).ConfigureAwait(false);
        }
        finally
        {
            _encoders.Return(encoder);
        }
    }

    private sealed class EncoderPolicy : PooledObjectPolicy<TextEncoder>
    {
        public override TextEncoder Create() => new();

        public override bool Return(TextEncoder obj) => obj.IsReusable;
    }
}
