using System.Buffers;
using System.Xml;
using CsCheck;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class EnvelopeTests
{
    private static readonly NetTcpEndpointOptions Options = new() { MessageBytesMax = 64 * 1024 };

    [TestMethod]
    public async Task An_envelope_with_bytes_changed_is_read_or_refused_and_nothing_else()
    {
        await using var host = await CalculatorHost.StartAsync();
        var whole = EncodeSamples(host);
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte);
        change.Array[1, 4].Sample(changes =>
        {
            var changed = whole.ToArray();
            foreach (var (position, value) in changes)
                changed[position] = value;
            Read(host, changed);
        });
    }

    [TestMethod]
    public async Task An_envelope_cut_anywhere_is_read_or_refused_and_nothing_else()
    {
        await using var host = await CalculatorHost.StartAsync();
        var whole = EncodeSamples(host);
        for (var cut = 0; cut < whole.Length; cut += cut < 500 ? 1 : 997)
            Read(host, whole[..cut]);
        Assert.IsTrue(Read(host, whole));
    }

    [TestMethod]
    public async Task Random_bytes_are_refused()
    {
        await using var host = await CalculatorHost.StartAsync();
        Gen.Byte.Array[0, 200].Sample(bytes => { Read(host, bytes); });
    }

    [TestMethod]
    public void A_fault_carries_its_codes_as_text()
    {
        using var encoder = new EnvelopeEncoder(SessionTable.Create([]));
        var envelope = encoder.Encode(FaultMap.UnknownAction("x"), (writer, fault) => EnvelopeWriter.WriteFault(writer, new("urn:1"), null, fault)).Span;
        Assert.AreNotEqual(-1, envelope.IndexOf("s:Sender"u8));
        Assert.AreNotEqual(-1, envelope.IndexOf("c:ActionNotSupported"u8));
    }

    [TestMethod]
    public void The_session_table_never_exceeds_what_a_client_accepts()
    {
        var table = SessionTable.Create(Enumerable.Range(0, 1_000).Select(i => $"name{i}").Prepend(new string('x', 3_000)));
        Assert.IsLessThanOrEqualTo(SessionTable.BytesMax + 2, table.Encoded.Length);
        Assert.IsTrue(table.TryGetWireKey("name0", out var first));
        Assert.AreEqual(1, first);
        Assert.IsFalse(table.TryGetWireKey("name999", out _));
    }

    [TestMethod]
    public void Strings_of_the_static_dictionary_are_not_repeated()
    {
        var table = SessionTable.Create(["Envelope", "own"]);
        CollectionAssert.AreEqual(new byte[] { 4, 3, (byte)'o', (byte)'w', (byte)'n' }, table.Encoded.ToArray());
        Assert.IsTrue(table.TryGetWireKey("Envelope", out var key));
        Assert.AreEqual(2, key);
    }

    // The deliveries of an encoded callback, with the table in front, are as rich an envelope as any.
    private static byte[] EncodeSamples(CalculatorHost host)
    {
        var encoder = new DeliveryEncoder(host.Definition.Callbacks!["OnDeliveries"]);
        var payload = new ArrayBufferWriter<byte>();
        payload.Write(host.Definition.Strings.Encoded.Span);
        payload.Write(encoder.Operation.Envelope.Head);
        foreach (var slice in encoder.Encode(DeliveryEncoder.Samples[..10]).Span)
            payload.Write(slice.Span);
        payload.Write(FragmentEnvelope.Tail);
        return payload.WrittenSpan.ToArray();
    }

    private static bool Read(CalculatorHost host, byte[] payload)
    {
        var decoder = new MessageDecoderFactory(Options).Create();
        try
        {
            using var message = decoder.Decode(new(payload));
            _ = RequestHeaders.Read(message);
            using var body = message.GetReaderAtBodyContents();
            return host.Definition.Callbacks!["OnDeliveries"].Request.Read(body) is [Delivery[]];
        }
        catch (Exception declared) when (declared is FramingException or MessageBodyException or XmlException or InvalidOperationException)
        {
            return false;
        }
    }
}
