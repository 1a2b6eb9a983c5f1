using System.Buffers;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Host.NetTcp;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Fuzz.Targets;

/// <summary>The part of a session that reads requests from their bytes, alone.</summary>
internal sealed class EncodedSession
{
    private static readonly FuzzBroker Broker = new(new FixedTime());

    private readonly ServiceDefinition _service = Broker.Serve(typeof(IPublisher));
    private readonly RequestReader _reader;

    public EncodedSession()
    {
        PublishEncoding.Use(_service, Broker.Sessions.Loop.Limits);
        _reader = new(_service.Requests);
    }

    /// <summary>Reads a message; null if it has to be decoded in full, as if it had been.</summary>
    public EncodedCall? Read(ReadOnlySequence<byte> message)
    {
        var call = _reader.Read(message, null!);
        if (call is null)
            _reader.Decoded(message);
        return call;
    }

    /// <summary>Of each message of a session, whether it is read from its bytes.</summary>
    public bool[] Read(byte[] session) => [.. Split(session).Select(message => Read(new ReadOnlySequence<byte>(message)) is not null)];

    /// <summary>The messages of a session.</summary>
    public static List<byte[]> Split(byte[] session)
    {
        var reader = new SequenceReader<byte>(new(session));
        var messages = new List<byte[]>();
        while (SessionFrame.TryRead(ref reader, int.MaxValue, out var frame) && !frame.IsEnd)
            messages.Add(frame.Payload.ToArray());
        return messages;
    }

    /// <summary>A session of these messages, ended in order.</summary>
    public static byte[] Join(params IEnumerable<byte[]> messages)
    {
        var session = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            SessionFrame.WriteHeader(session, message.Length);
            session.Write(message);
        }

        SessionFrame.WriteEnd(session);
        return session.WrittenSpan.ToArray();
    }

    /// <summary>What writes the reply to a publish.</summary>
    public Action<IBufferWriter<byte>> Reply(Receipt receipt)
    {
        var publish = _service.Request($"{ContractNamespace.Uri}/Publisher/Publish");
        var call = new ReceiptCall(receipt, new ReceiptEncoding(publish));
        return output => publish.ReplyEnvelope!.Write(output, new CallId(Guid.Empty, null), call);
    }

    private sealed class ReceiptCall(Receipt receipt, ReceiptEncoding encoding) : EncodedCall
    {
        protected override Task StartAsync(object service) => Task.CompletedTask;

        protected override void WriteResult(FragmentWriter writer) => encoding.Write(writer, receipt, DurabilityLevels.Memory);
    }
}
