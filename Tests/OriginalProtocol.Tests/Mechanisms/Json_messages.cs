using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Mechanisms;

[TestClass]
public sealed class Json_messages
{
    [TestMethod]
    [DataRow("\"text\"", "text")]
    [DataRow("17", "17")]
    [DataRow("-1", "-1")]
    [DataRow("1.0", "1.0")]
    [DataRow("1e+22", "1e+22")]
    [DataRow("12345678901234567890", "12345678901234567890")]
    [DataRow("true", "True")]
    [DataRow("false", "False")]
    [DataRow("null", "")]
    [DataRow("\"\"", "")]
    [DataRow("[1, \"x\", null]", "[1, \"x\", null]")]
    [DataRow("{\"k\":  true}", "{\"k\":  true}")]
    [DataRow("\"\\u00e9\\u20ac\\ud83d\\ude00\"", "é€😀")]
    [DataRow("\"é€😀\"", "é€😀")]
    [DataRow("\"a\\n\\\"b\\\\\"", "a\n\"b\\")]
    public void Carry_values_as_text(string value, string expected) =>
        Assert.AreEqual(new Decoded("PUBLISH", "/a", expected), Decoded.From("json", $"{{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": {value}}}"));

    [TestMethod]
    [DataRow("{\"msg\":\"m\",\"topic\":\"/t\",\"method\":\"LIST\"}")]
    [DataRow(" { \"topic\" : \"/t\" , \"extra\" : [ { \"method\" : 1 } ] , \"msg\" : \"m\" , \"method\" : \"LIST\" } ")]
    [DataRow("{\"method\":\"X\",\"topic\":\"/x\",\"msg\":[1],\"method\":\"LIST\",\"topic\":\"/t\",\"msg\":\"m\"}")]
    [DataRow("{\"m\\u0065thod\":\"L\\u0049ST\",\"topic\":\"\\/t\",\"msg\":\"m\"}")]
    public void Are_read_in_any_order_with_the_last_of_equal_keys(string payload) =>
        Assert.AreEqual(new Decoded("LIST", "/t", "m"), Decoded.From("json", payload));

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("17")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"method\": 1, \"topic\": \"/a\", \"msg\": 1}")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": null, \"msg\": 1}")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": NaN}")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": 1} x")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": 1,}")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": \"\\ud800\"}")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": \"a\nb\"}")]
    [DataRow("{'method': 'PUBLISH', 'topic': '/a', 'msg': 1}")]
    public void That_are_malformed_break_the_protocol(string payload) =>
        Assert.ThrowsExactly<ProtocolViolationException>(() => Decoded.From("json", payload));

    [TestMethod]
    public void Are_no_deeper_than_thirty_two_levels()
    {
        const string Head = "{\"method\": \"LIST\", \"topic\": \"\", \"msg\": ";
        Decoded.From("json", $"{Head}{new string('[', 31)}{new string(']', 31)}}}");
        Assert.ThrowsExactly<ProtocolViolationException>(() => Decoded.From("json", $"{Head}{new string('[', 32)}{new string(']', 32)}}}"));
    }

    [TestMethod]
    public void That_are_not_UTF8_break_the_protocol() => Assert.ThrowsExactly<ProtocolViolationException>(() =>
        Decoded.From("json", [.. "{\"method\": \"LIST\", \"extra\": [\""u8, 0xff, .. "\"]}"u8]));

    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("\"\\/", "\\\"\\\\/")]
    [DataRow("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [DataRow("\0\u001f\u007f~", "\\u0000\\u001f\\u007f~")]
    [DataRow("é€😀", "\\u00e9\\u20ac\\ud83d\\ude00")]
    public void Are_written_in_ASCII_as_the_old_broker_did(string text, string expected) =>
        Assert.AreEqual(expected, Encoded.Text("json", Encoding.UTF8.GetBytes(text)));
}
