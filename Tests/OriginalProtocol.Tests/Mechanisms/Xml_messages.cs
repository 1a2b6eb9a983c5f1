using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Mechanisms;

[TestClass]
public sealed class Xml_messages
{
    private const string Head = "<?xml version=\"1.0\"?><data method=\"PUBLISH\" topic=\"/a\"><msg>";
    private const string Tail = "</msg></data>";

    [TestMethod]
    [DataRow("text", "text")]
    [DataRow("", "")]
    [DataRow("  spaces  ", "  spaces  ")]
    [DataRow("a\nb\tc", "a\nb\tc")]
    [DataRow("a\r\nb", "a\nb")]
    [DataRow("é€😀", "é€😀")]
    [DataRow("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\"")]
    [DataRow("&#233;&#x20ac;", "é€")]
    [DataRow("x<![CDATA[<raw>]]>y", "x<raw>y")]
    [DataRow("x<!-- no text -->y", "xy")]
    [DataRow("\"quoted\" > 'so'", "\"quoted\" > 'so'")]
    public void Carry_text_with_its_white_space(string text, string expected) =>
        Assert.AreEqual(new Decoded("PUBLISH", "/a", expected), Decoded.From("xml", Head + text + Tail));

    [TestMethod]
    [DataRow("<data method='LIST' topic='/t'><msg>m</msg></data>")]
    [DataRow("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x -->\n<data topic=\"/t\" extra=\"1\" method=\"LIST\">\n  <msg>m</msg>\n</data>\n")]
    [DataRow("<data method=\"L&#73;ST\" topic=\"&#47;t\"><msg>m</msg></data>")]
    public void Are_read_in_other_spellings(string payload) => Assert.AreEqual(new Decoded("LIST", "/t", "m"), Decoded.From("xml", payload));

    [TestMethod]
    [DataRow("<data method=\"LIST\" topic=\"/t\"/>")]
    [DataRow("<data method=\"LIST\" topic=\"/t\"></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/t\"><msg/></data>")]
    public void Without_text_are_empty(string payload) => Assert.AreEqual(new Decoded("LIST", "/t", ""), Decoded.From("xml", payload));

    [TestMethod]
    [DataRow("")]
    [DataRow("text")]
    [DataRow("<data>")]
    [DataRow("<data topic=\"/a\"><msg>1</msg></data>")]
    [DataRow("<other method=\"LIST\" topic=\"/a\"><msg>1</msg></other>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>a & b</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>a < b</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>]]></msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>\u0001</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>\uffff</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>&#0;</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>&unknown;</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg><b/></msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>1</msg><msg>2</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\">text<msg>1</msg></data>")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>1</msg></data>text")]
    [DataRow("<data method=\"LIST\" topic=\"/a\"><msg>1</msg></data><data/>")]
    [DataRow("<data method=\"LIST\" method=\"LIST\" topic=\"/a\"><msg>1</msg></data>")]
    [DataRow("<!DOCTYPE data><data method=\"LIST\" topic=\"/a\"><msg>1</msg></data>")]
    [DataRow("<!DOCTYPE d [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><data method=\"LIST\" topic=\"/a\"><msg>&b;</msg></data>")]
    [DataRow("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><data method=\"LIST\" topic=\"/a\"><msg>&a;</msg></data>")]
    public void That_are_malformed_break_the_protocol(string payload) =>
        Assert.ThrowsExactly<ProtocolViolationException>(() => Decoded.From("xml", payload));

    [TestMethod]
    public void That_are_not_UTF8_break_the_protocol() => Assert.ThrowsExactly<ProtocolViolationException>(() =>
        Decoded.From("xml", [.. Encoding.UTF8.GetBytes(Head), 0xff, .. Encoding.UTF8.GetBytes(Tail)]));

    [TestMethod]
    [DataRow("plain é€😀\t\n", "plain é€😀\t\n")]
    [DataRow("a & b <c> \"d\"", "a &amp; b &lt;c&gt; \"d\"")]
    [DataRow("a\rb", "a&#13;b")]
    [DataRow("ﬀ�", "ﬀ�")]
    [DataRow("a\u0001b", "NotXml")]
    [DataRow("\uffff", "NotXml")]
    public void Are_written_escaped_where_XML_wants_it(string text, string expected) =>
        Assert.AreEqual(expected, Encoded.Text("xml", Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Have_topics_fit_for_an_attribute() => Assert.AreEqual("/a&quot;&lt;&amp;'", Encoded.Topic("xml", "/a\"<&'"));
}
