using System.Text;
using WcfBroker.Dashboard.Bodies;

namespace WcfBroker.Dashboard.Tests.Bodies;

/// <summary>Bodies as text for people, whoever sent them.</summary>
[TestClass]
public sealed class BodyViews
{
    [TestMethod]
    [DataRow("application/json", """{"a":[1,{"b":"<i>"}]}""", "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"<i>\"\n    }\n  ]\n}")]
    [DataRow("application/vnd.shop+json; charset=utf-8", "[]", "[]")]
    [DataRow(null, "  {}", "{}")]
    public void Json_is_laid_out(string? type, string text, string expected)
    {
        var view = View(text, type);
        Assert.AreEqual(BodyKind.Json, view.Kind);
        Assert.AreEqual(expected, view.Text.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    [DataRow("application/xml", "<a><b c='1'/>t</a>")]
    [DataRow("application/soap+xml", "<?xml version='1.0' encoding='utf-16'?><a xmlns='urn:x'><!-- c --><b><![CDATA[<x>]]></b></a>")]
    [DataRow(null, "<a/>")]
    public void Xml_is_laid_out(string? type, string text) => Assert.AreEqual(BodyKind.Xml, View(text, type).Kind);

    [TestMethod]
    public void Xml_with_a_dtd_is_shown_as_it_is_and_nothing_in_it_is_read()
    {
        const string bomb = """<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&y;&f;</a>""";
        var view = View(bomb, "application/xml");
        Assert.AreEqual(BodyKind.Text, view.Kind);
        Assert.AreEqual(bomb, view.Text);
    }

    [TestMethod]
    [DataRow("application/json", '[')]
    [DataRow("application/json", '{')]
    public void Json_that_is_too_deep_is_shown_as_it_is(string type, char open)
    {
        var text = new string(open, 30_000);
        Assert.AreEqual(BodyKind.Text, View(text, type).Kind);
        var closed = new string('[', BodyView.DepthMax + 1) + new string(']', BodyView.DepthMax + 1);
        Assert.AreEqual(BodyKind.Text, View(closed, type).Kind);
    }

    [TestMethod]
    public void Xml_that_is_too_deep_is_shown_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000));
        Assert.AreEqual(BodyKind.Text, View(text, "text/xml").Kind);
    }

    [TestMethod]
    public void What_would_grow_past_the_limit_when_laid_out_is_shown_as_it_is()
    {
        var deep = new string('[', 60) + string.Join(',', Enumerable.Repeat("1", 30_000)) + new string(']', 60);
        var view = View(deep, "application/json");
        Assert.AreEqual(BodyKind.Text, view.Kind);
        Assert.AreEqual(deep, view.Text);
    }

    [TestMethod]
    [DataRow("application/json", "{not json")]
    [DataRow("application/xml", "<a><b></a>")]
    [DataRow("no/such;;type", "{}x")]
    public void What_is_not_what_it_says_is_shown_as_text(string type, string text) => Assert.AreEqual((BodyKind.Text, text), (View(text, type).Kind, View(text, type).Text));

    [TestMethod]
    public void Bytes_that_are_no_text_are_shown_in_hex()
    {
        foreach (var bytes in (byte[][])[[0xff, 0xfe, 0x41], [0xc3], [0xed, 0xa0, 0x80], [0x41, 0x00, 0x42], [0xf8, 0x88, 0x80, 0x80, 0x80]])
            Assert.AreEqual(BodyKind.Hex, BodyView.Of(bytes, "text/plain").Kind, Convert.ToHexString(bytes));
        Assert.AreEqual("000000  89 50 4e 47 0d 0a 1a 0a  00 ff                    .PNG......\n", BodyView.Of([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0xff], null).Text);
    }

    [TestMethod]
    public void Controls_and_turned_letters_are_made_visible()
    {
        Assert.AreEqual("a\uFFFDb\uFFFDc\td", View("a\u001bb\u202ec\td", "text/plain").Text);
    }

    [TestMethod]
    public void A_large_body_is_cut_between_two_characters()
    {
        var text = "x" + new string('ä', BodyView.ShownBytesMax);
        var view = View(text, "text/plain");
        Assert.AreEqual(BodyKind.Text, view.Kind);
        Assert.IsTrue(view.IsCut);
        Assert.AreEqual(BodyView.ShownBytesMax, view.ShownBytes);
        Assert.AreEqual((2L * BodyView.ShownBytesMax) + 1, view.Bytes);
        Assert.IsTrue(view.Text[1..].All(letter => letter == 'ä'));
        Assert.IsTrue(BodyView.Of(new byte[1 << 20], "application/octet-stream").IsCut);
    }

    [TestMethod]
    public void A_preview_is_one_short_line()
    {
        Assert.AreEqual("a b c", BodyView.Preview("a\r\nb\tc"u8.ToArray(), 10));
        Assert.AreEqual("012345678…", BodyView.Preview("0123456789x"u8.ToArray(), 10));
        Assert.AreEqual("ff00", BodyView.Preview([0xff, 0], 10));
        Assert.AreEqual("", BodyView.Preview(null, 10));
    }

    private static BodyView View(string text, string? type) => BodyView.Of(Encoding.UTF8.GetBytes(text), type);
}
