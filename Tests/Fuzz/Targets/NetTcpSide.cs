using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Host.NetTcp;
using WcfBroker.Server;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.Fuzz.Targets;

/// <summary>A host over a broker of its own, and what it made of the messages of one session after another.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It ends with the process.")]
internal sealed class NetTcpSide
{
    public static readonly Uri Address = new("net.tcp://localhost:1/b");

    private const int PulledMax = 1_000;

    private static readonly byte[] Preamble =
    [
        (byte)FramingRecord.Version, 1, 0,
        (byte)FramingRecord.Mode, 2,
        (byte)FramingRecord.Via, (byte)Address.AbsoluteUri.Length, .. Encoding.ASCII.GetBytes(Address.AbsoluteUri),
        (byte)FramingRecord.KnownEncoding, 8,
        (byte)FramingRecord.PreambleEnd,
    ];

    private readonly NetTcpEndpoint _endpoint;
    private readonly BrokerService _observer;
    private readonly string _subscription;

    /// <param name="isEncoded">Whether what is published is read from its bytes, where that can be done.</param>
    public NetTcpSide(bool isEncoded)
    {
        var broker = new FuzzBroker(new FixedTime());
        var service = broker.Serve(typeof(IPublisher));
        if (isEncoded)
            PublishEncoding.Use(service, broker.Sessions.Loop.Limits);
        _endpoint = new(Address, service, null, FailureLog.Instance);
        _observer = new(broker.Sessions, new FuzzObserver());
        _subscription = _observer.CreatePullSubscriptionAsync("/", new() { Start = StartPositions.New }).GetAwaiter().GetResult().Id;
    }

    /// <summary>Serves a session, and tells what was published, and all that was answered if the session ended in order.</summary>
    public async Task<(string Published, string[] Replies)> ServeAsync(byte[] messages)
    {
        using var output = new MemoryStream();
        await _endpoint.ServeAsync(new BytesConnection([.. Preamble, .. messages], output)).ConfigureAwait(false);
        FailureLog.Instance.Check();
        // An answer to this comes after all that was published before.
        await _observer.GetServerInfoAsync().ConfigureAwait(false);
        var pulled = await _observer.PullAsync(_subscription, PulledMax, TimeSpan.Zero).ConfigureAwait(false);
        return (JsonSerializer.Serialize(pulled), RepliesIn(output.ToArray()));
    }

    // The calls of a session that is dropped may be answered before or not. Those of another are answered as they end, in any order.
    private static string[] RepliesIn(byte[] output)
    {
        if (output is not [(byte)FramingRecord.PreambleAck, .., (byte)FramingRecord.End])
            return [];
        var frames = new SequenceReader<byte>(new(output, 1, output.Length - 1));
        var replies = new List<string>();
        while (SessionFrame.TryRead(ref frames, int.MaxValue, out var frame) && !frame.IsEnd)
            replies.Add(Convert.ToHexString(WithoutTable(frame.Payload)));
        return [.. replies.Order(StringComparer.Ordinal)];
    }

    // The first frame to leave has the table of strings.
    private static byte[] WithoutTable(ReadOnlySequence<byte> payload)
    {
        var reader = new SequenceReader<byte>(payload);
        MultiByteInt31.TryRead(ref reader, out var tableBytes);
        reader.Advance(tableBytes);
        return [.. reader.UnreadSequence.ToArray()];
    }
}
