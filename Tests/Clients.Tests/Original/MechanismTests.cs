using System.Text;
using WcfBroker.Samples.Original;
using WcfBroker.Samples.Original.Protocol;

namespace WcfBroker.Clients.Tests.Original;

[TestClass]
public sealed class MechanismTests
{
    private readonly JsonMechanism _json = new();
    private readonly XmlMechanism _xml = new();

    [TestMethod]
    public void Json_is_written_in_the_labs_key_order_and_spacing()
    {
        Assert.AreEqual(
            """{"method": "PUBLISH", "topic": "/currency", "msg": 17}""",
            Ascii(_json, new LabMessage("PUBLISH", "/currency", "17", IsNumber: true)));
        Assert.AreEqual("""{"method": "LIST", "topic": "/", "msg": "\u00E9"}""", Ascii(_json, new LabMessage("LIST", "/", "é")));
    }

    [TestMethod]
    public void Xml_is_written_in_the_labs_form_and_escaped() => Assert.AreEqual(
        """<?xml version="1.0"?><data method="PUBLISH" topic="/msg"><msg>a &lt; b &amp; c</msg></data>""",
        Ascii(_xml, new LabMessage("PUBLISH", "/msg", "a < b & c")));

    [TestMethod]
    public void Both_read_what_they_write()
    {
        var message = new LabMessage("PUBLISH", "/msg", "quotes \" & <é>");
        Assert.AreEqual(message, _json.Read(_json.Write(message)));
        Assert.AreEqual(message, _xml.Read(_xml.Write(message)));
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("""{"method": "PUBLISH"}""")]
    public void Broken_json_is_invalid_data(string text) =>
        Assert.ThrowsExactly<InvalidDataException>(() => _json.Read(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    [DataRow("<data>")]
    [DataRow("""<!DOCTYPE d [<!ENTITY e "x">]><data method="A" topic="/"><msg>&e;</msg></data>""")]
    public void Broken_xml_and_document_types_are_invalid_data(string text) =>
        Assert.ThrowsExactly<InvalidDataException>(() => _xml.Read(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Arguments_have_the_labs_defaults()
    {
        var arguments = Arguments.Parse(["producer"])!;
        Assert.AreEqual(("currency", 10, "localhost", 8000, "JSONQueue"),
            (arguments.Type, arguments.Length, arguments.Host, arguments.Port, arguments.Mechanism.Name));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("broker")]
    [DataRow("producer --length")]
    [DataRow("producer --length -1")]
    [DataRow("consumer --port 65536")]
    [DataRow("consumer --mechanism pickle")]
    [DataRow("consumer --colour red")]
    public void Arguments_that_make_no_sense_are_refused(string line) =>
        Assert.IsNull(Arguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string Ascii(IMechanism mechanism, LabMessage message) => Encoding.ASCII.GetString(mechanism.Write(message));
}
