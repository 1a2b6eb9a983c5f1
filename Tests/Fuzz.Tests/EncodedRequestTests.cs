using System.Xml;
using CsCheck;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Fuzz.Targets;

namespace WcfBroker.Fuzz.Tests;

/// <summary>What is published is the same, and answered with the same bytes, whether it is read from its bytes or by the serializers.</summary>
[TestClass]
public sealed class EncodedRequestTests
{
    private const int RandomCalls = 150;
    private const int ChangesPerByte = 3;

    private static readonly EnvelopeTarget BothWays = new();

    private static readonly Gen<string?> Text = OneOf<string?>(null, "", "a", "id", "ä€😀", "\u0001", "\t", new string('x', 255), new string('x', 256), new string('ä', 300));

    private static readonly Gen<byte[]?> Body =
        Gen.OneOf(Gen.Int[0, 300], OneOf(-1, 255, 256, 257, 65_535, 65_536, 65_537)).Select(size => size < 0 ? null : Bytes(size));

    private static readonly Gen<Header[]?> Headers =
        Gen.Select(OneOf<string?>("n", "", "ä", null), Text).Array[0, 3].Select(fields => fields.Length == 3
            ? null
            : fields.Select(field => new Header { Name = field.Item1!, Value = field.Item2 }).ToArray());

    private static readonly Gen<BrokerMessage?> AnyMessage = Gen.Select(Text, Text, Body, Headers, Text, Gen.Int[0, 9]).Select(
        (id, type, body, headers, text, kind) => kind == 0 ? null : new BrokerMessage
        {
            Id = id,
            ContentType = type,
            Body = body,
            Headers = headers,
            TimeToLive = kind switch { 1 => TimeSpan.MinValue, 2 => TimeSpan.Zero, 3 => TimeSpan.FromTicks(1), 4 => TimeSpan.MaxValue, _ => null },
            CorrelationId = kind == 5 ? text : null,
            ReplyTo = kind == 6 ? text : null,
            ClearRetained = kind == 7,
        });

    private static readonly Gen<string?> Topic = OneOf<string?>("/a", "/a/b", "/ä€😀", "/", "", "a", "/$dlq/a", "/a//b", null, "/" + new string('t', 254), "/" + new string('t', 255));

    public static IEnumerable<string[]> Vectors =>
        Directory.GetFiles(Path.Combine(CorpusTests.Corpus, "envelopes"), "wcf-*").Select(file => new[] { Path.GetFileName(file) });

    [TestMethod]
    [DataRow("wcf-publish", "011")]
    [DataRow("wcf-publish-full", "01")]
    [DataRow("wcf-publish-empty", "000111")]
    [DataRow("wcf-publish-text", "01011101")]
    [DataRow("wcf-publish-wide", "0111")]
    [DataRow("wcf-post", "001110")]
    [DataRow("wcf-batch", "011")]
    public void What_brings_no_strings_is_read_from_its_bytes_but_for_null_and_single_digits(string vector, string isEncoded) =>
        Assert.AreEqual(isEncoded, string.Concat(new EncodedSession().Read(ReadVector(vector)).Select(read => read ? '1' : '0')));

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void What_clients_send_may_be_cut_anywhere(string vector)
    {
        var messages = EncodedSession.Split(ReadVector(vector));
        for (var cut = 0; cut < messages[^1].Length; cut++)
            BothWays.Run(EncodedSession.Join([.. messages[..^1], messages[^1][..cut]]));
    }

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void Any_byte_of_what_clients_send_may_change(string vector)
    {
        var messages = EncodedSession.Split(ReadVector(vector));
        var random = new Random(messages.Count);
        for (var at = 0; at < messages[^1].Length; at++)
        {
            for (var i = 0; i < ChangesPerByte; i++)
            {
                var changed = messages[^1].ToArray();
                changed[at] ^= i == 0 ? (byte)1 : (byte)random.Next(1, 256);
                BothWays.Run(EncodedSession.Join([.. messages[..^1], changed]));
            }
        }
    }

    [TestMethod]
    public void Random_messages_are_published_the_same() => Gen.Select(Topic, AnyMessage, OneOf("Publish", "Post"), Gen.Int[0, 9]).Sample(
        (topic, message, operation, kind) => Compare(new ClientCall(operation, isLast: kind > 0, ("topic", topic), ("message", message))),
        iter: RandomCalls, threads: 1);

    [TestMethod]
    public void Random_batches_are_published_the_same() => Gen.Select(Topic, AnyMessage).Array[0, 4].Sample(
        items => Compare(new ClientCall(
            "PublishBatch",
            isLast: true,
            ("messages", items.Select(item => new TopicMessage { Topic = item.Item1!, Message = item.Item2! }).ToArray()))),
        iter: RandomCalls, threads: 1);

    [TestMethod]
    public void Random_texts_are_published_the_same() => Gen.Select(Topic, Text).Sample(
        (topic, text) => Compare(new ClientCall("PublishText", isLast: true, ("topic", topic), ("text", text))), iter: RandomCalls, threads: 1);

    [TestMethod]
    public void Bodies_may_come_in_pieces_of_any_size() => Gen.OneOf(Gen.Int[0, 10], OneOf(255, 256, 300, 65_535, 65_536, 70_000)).Array[0, 5].Sample(
        pieces => Compare(new ClientCall("Publish", isLast: true, ("topic", "/pieces"), ("message", InPieces(pieces)))), iter: RandomCalls / 3, threads: 1);

    [TestMethod]
    public void A_message_of_a_later_contract_is_published_without_what_is_not_known() =>
        Compare(new ClientCall("Publish", isLast: true, ("topic", "/newer"), ("message", new NewerMessage { Body = Bytes(10), Priority = 3 })));

    [TestMethod]
    public void A_text_that_was_a_content_type_before_is_still_no_topic() => Compare(new ClientCall("PublishBatch", isLast: true, ("messages", new TopicMessage[]
    {
        new() { Topic = "/known", Message = new BrokerMessage { ContentType = "a" } },
        new() { Topic = "a" },
    })));

    [TestMethod]
    public void More_messages_than_a_batch_may_have_are_refused_the_same() => Compare(new ClientCall(
        "PublishBatch", isLast: true, ("messages", Enumerable.Range(0, 1_001).Select(_ => new TopicMessage { Topic = "/many" }).ToArray())));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void Compare(ClientCall call) => BothWays.Run(EncodedSession.Join(call.Encode(3)));

    private static byte[] ReadVector(string name) => File.ReadAllBytes(Path.Combine(CorpusTests.Corpus, "envelopes", name));

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];

    private static Action<XmlDictionaryWriter> InPieces(int[] sizes) => writer =>
    {
        var ns = ClientCall.Name(ContractNamespace.Uri);
        writer.WriteStartElement(ClientCall.Name("message"), ns);
        writer.WriteStartElement(ClientCall.Name(nameof(BrokerMessage.Body)), ns);
        foreach (var size in sizes)
            writer.WriteBase64(Bytes(size), 0, size);
        writer.WriteEndElement();
        writer.WriteEndElement();
    };
}
