using System.Text;
using System.Xml;
using CsCheck;
using WcfBroker.ServiceModel.Http;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class XmlGuardTests
{
    private static readonly SoapEndpointOptions Options = new() { XmlDepthMax = 8, XmlNamespacesMax = 16, XmlBytesPerReadMax = 256 };
    private static readonly XmlGuard Guard = new(Options);

    // What an element may have inside that looks like a tag or a quote and is none.
    private static readonly Gen<string> Noise = OneOf(
        "", "x", "'", "\"", ">", "&lt;", "]] ", "<!--<a>'-->", "<!-- \" </a> - > -->", "<![CDATA[<a> ' ]] > -->]]>", "<![CDATA[]]>", "<b/>", "<b c='>'/>");

    private static readonly Gen<string> Attributes = OneOf("", " ", " c='>'", " c = \"'>\" ", " c='\"/'", "\n");

    // Elements inside each other, each with how many namespaces it declares.
    private static readonly Gen<(int Declared, string Attributes, string Before, string After)[]> Nests =
        Gen.Select(Gen.Int[0, 5], Attributes, Noise, Noise).Array[1, 10];

    [TestMethod]
    public void A_document_passes_exactly_if_its_depth_and_its_namespaces_are_within_the_limits() => Nests.Sample(
        nest =>
        {
            var xml = Encoding.UTF8.GetBytes(Document(nest));
            Read(xml);
            var isWithin = nest.Length <= Options.XmlDepthMax && nest.Sum(n => n.Declared) <= Options.XmlNamespacesMax;
            return Passes(xml) == isWithin;
        },
        print: Document);

    [TestMethod]
    [DataRow(256, true)]
    [DataRow(257, false)]
    public void A_tag_passes_up_to_its_longest(int length, bool passes)
    {
        Assert.AreEqual(passes, Passes(Encoding.UTF8.GetBytes($"<a b='{new string('x', length - 7)}'/>")));
        Assert.AreEqual(passes, Passes(Encoding.UTF8.GetBytes($"<{new string('a', length)}")));
    }

    [TestMethod]
    public void Siblings_do_not_add_up()
    {
        var sibling = "<b xmlns:p='u' xmlns:q='u' xmlns:r='u'><c xmlns:p='u'/></b>";
        Assert.IsTrue(Passes(Encoding.UTF8.GetBytes($"\uFEFF<?xml version='1.0'?><a>{string.Concat(Enumerable.Repeat(sibling, 1_000))}</a>")));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Document((int Declared, string Attributes, string Before, string After)[] nest)
    {
        var start = new StringBuilder();
        var end = "";
        foreach (var (declared, attributes, before, after) in nest)
        {
            start.Append("<a").Append(attributes).AppendJoin("", Enumerable.Range(0, declared).Select(i => $" xmlns:p{i}='u>'")).Append('>').Append(before);
            end = $"{after}</a>{end}";
        }

        return start + end;
    }

    private static void Read(byte[] xml)
    {
        using var reader = XmlDictionaryReader.CreateTextReader(xml, XmlDictionaryReaderQuotas.Max);
        while (reader.Read())
        {
            // What the test makes is well-formed.
        }
    }

    private static bool Passes(byte[] xml)
    {
        try
        {
            Guard.Check(xml);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
