using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using WcfBroker.OriginalProtocol.Mechanisms.Xml;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Mechanisms;

/// <summary>Properties that hold for whatever a client sends and for whatever text it is sent.</summary>
[TestClass]
public sealed class Any_bytes
{
    private static readonly string[] Seeds =
    [
        "{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": [1, {\"x\": \"\\u00e9\\ud83d\\ude00\"}, true]}",
        "<?xml version=\"1.0\"?><data method=\"PUBLISH\" topic=\"/a\"><msg>a &amp; <![CDATA[b]]>é&#233;</msg></data>",
        "<!DOCTYPE data [<!ENTITY a \"b\">]><data method=\"LIST\" topic=\"/a\"><msg>&a;</msg></data>",
    ];

    private static readonly Gen<byte[]> Mutated =
        from seed in Gen.Int[0, Seeds.Length - 1]
        from changes in Gen.Select(Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 2]).Array[0, 6]
        select changes.Aggregate(Encoding.UTF8.GetBytes(Seeds[seed]), (bytes, change) => Change(bytes, change.Item1, change.Item2, change.Item3));

    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public void Are_decoded_or_break_the_protocol(string mechanism) => Gen.OneOf(Mutated, Gen.Byte.Array[0, 300]).Sample(
        payload =>
        {
            try
            {
                var decoded = Decoded.From(mechanism, payload);
                return decoded.Text.Length <= payload.Length && decoded.Method.Length <= payload.Length;
            }
            catch (ProtocolViolationException violation)
            {
                return violation.Message.Length > 0;
            }
        },
        iter: 5_000);

    [TestMethod]
    public void In_plain_form_mean_what_the_parser_reads() => Gen.Select(Gen.String, Gen.String).Sample(
        (topic, text) =>
        {
            var payload = Encoding.UTF8.GetBytes(Wire.Xml.Message("PUBLISH", topic, text)[5..]);
            if (!XmlPlainForm.TryRead(payload, out _))
                return true;
            byte[] parsed = [.. "<!---->"u8, .. payload.AsSpan("<?xml version=\"1.0\"?>".Length)];
            return Decoded.From("xml", payload) == Decoded.From("xml", parsed);
        },
        iter: 5_000);

    [TestMethod]
    public void Of_text_survive_JSON_in_ASCII() => Gen.String.Sample(
        text =>
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var encoded = Encoded.Text("json", utf8);
            return Ascii.IsValid(encoded) && JsonSerializer.Deserialize<string>($"\"{encoded}\"") == Encoding.UTF8.GetString(utf8);
        },
        iter: 5_000);

    [TestMethod]
    public void Of_text_survive_XML_or_are_not_sent() => Gen.String.Sample(
        text =>
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var encoded = Encoded.Text("xml", utf8);
            return encoded == "NotXml"
                ? !Encoding.UTF8.GetString(utf8).All(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
                : XElement.Parse($"<msg>{encoded}</msg>", LoadOptions.PreserveWhitespace).Value == Encoding.UTF8.GetString(utf8);
        },
        iter: 5_000);

    private static byte[] Change(byte[] bytes, int at, byte value, int kind)
    {
        at = Math.Min(at, bytes.Length - 1);
        return (at, kind) switch
        {
            ( < 0, _) => bytes,
            (_, 0) => [.. bytes[..at], value, .. bytes[at..]],
            (_, 1) => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], value, .. bytes[(at + 1)..]],
        };
    }
}
