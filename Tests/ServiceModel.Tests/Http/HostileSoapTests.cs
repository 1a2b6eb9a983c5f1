using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>What no honest client sends: each request gets a fault, and costs little. Runs alone, because it counts what the process allocates.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileSoapTests
{
    private const long AllocatedBytesMax = 16 * 1024 * 1024;
    private const string Bomb = """<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>""";

    private static readonly Dictionary<string, (int Status, string Type, byte[] Body)> Requests = new()
    {
        ["nested elements, in the place of the envelope"] = (400, SoapText.Type11, Text(Repeat("<a>", 200_000))),
        ["nested elements in the header"] = (400, SoapText.Type12, Text(SoapText.Envelope12(SoapText.Add, Nested))),
        ["nested elements in an addressing header"] = (400, SoapText.Type12, Text(SoapText.Envelope12(SoapText.Add, SoapText.Headers(("ReplyTo", Nested))))),
        ["nested elements in the body"] = (400, SoapText.Type12, Text(SoapText.Envelope12(Nested))),
        ["nested elements in a parameter"] = (400, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Echo(Nested)))),
        ["nested elements in an unknown parameter"] =
            (400, SoapText.Type11, Text(SoapText.Envelope11($"<EchoText xmlns=\"urn:echo\"><other>{Nested}</other></EchoText>"))),
        ["nested elements after the body"] = (400, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Add + Nested))),
        ["attributes of the envelope"] = (400, SoapText.Type11, Text($"<s:Envelope xmlns:s=\"{SoapText.Namespace11}\"{Attributes}>")),
        ["attributes of a header"] = (400, SoapText.Type12, Text(SoapText.Envelope12(SoapText.Add, $"<a{Attributes}/>"))),
        ["attributes of a parameter"] =
            (400, SoapText.Type12, Text(SoapText.Envelope12($"<EchoText xmlns=\"urn:echo\"><text{Attributes}>x</text></EchoText>"))),
        ["namespace declarations"] = (400, SoapText.Type11, Text($"<s:Envelope xmlns:s=\"{SoapText.Namespace11}\"{Declarations}>")),
        ["a long attribute"] = (400, SoapText.Type11, Text($"<s:Envelope xmlns:s=\"{new string('u', 1_000_000)}\"/>")),
        ["a long name"] = (400, SoapText.Type11, Text($"<{new string('n', 1_000_000)}/>")),
        ["namespaces declared again and again, and looked up"] = (400, SoapText.Type11, Text(SoapText.Envelope11(Scopes))),
        ["many names of addressing headers"] = (400, SoapText.Type11, Text(
            $"<s:Envelope xmlns:s=\"{SoapText.Namespace11}\" xmlns:a=\"{SoapText.Addressing}\"><s:Header>" +
            $"{Names.Replace("<", "<a:", StringComparison.Ordinal)}</s:Header></s:Envelope>")),
        ["an entity bomb"] = (400, SoapText.Type11, Text(Bomb + SoapText.Envelope11(SoapText.Echo("&b;")))),
        ["an external entity"] =
            (400, SoapText.Type11, Text("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + SoapText.Envelope11(SoapText.Echo("x")))),
        ["a DTD after the declaration"] =
            (400, SoapText.Type12, Text("<?xml version=\"1.0\"?>\n<!DOCTYPE a>" + SoapText.Envelope12(SoapText.Echo("x")))),
        ["an undefined entity"] = (500, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Echo("&passwd;")))),
        ["a processing instruction"] = (400, SoapText.Type11, Text("<?run this?>" + SoapText.Envelope11(SoapText.Add))),
        ["a character that XML has not"] = (500, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Echo("\u0001")))),
        ["UTF-16 declared as UTF-8"] = (400, SoapText.Type11, Encoding.Unicode.GetBytes(SoapText.Envelope11(SoapText.Add))),
        ["UTF-16 with its mark, declared as UTF-8"] =
            (400, SoapText.Type11, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(SoapText.Envelope11(SoapText.Add))]),
        ["UTF-8 declared as UTF-16"] = (400, "text/xml; charset=utf-16", Text(SoapText.Envelope11(SoapText.Add))),
        ["UTF-8 declared as UTF-16LE"] = (400, "text/xml; charset=utf-16LE", Text(SoapText.Envelope11(SoapText.Add))),
        ["half a UTF-16 character"] =
            (400, "text/xml; charset=utf-16LE", [.. Encoding.Unicode.GetBytes(SoapText.Envelope11(SoapText.Add)), 0x20]),
        ["UTF-8 that calls itself UTF-16"] =
            (400, SoapText.Type11, Text("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + SoapText.Envelope11(SoapText.Add))),
        ["UTF-8 that calls itself Latin 1"] =
            (400, "text/xml", Text("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + SoapText.Envelope11(SoapText.Add))),
        ["UTF-32"] = (400, "text/xml", Encoding.UTF32.GetBytes(SoapText.Envelope11(SoapText.Add))),
        ["bad bytes in a text"] = (500, SoapText.Type11, Latin1(SoapText.Envelope11(SoapText.Echo("\u00FF\u00FE\u00C0\u0080")))),
        ["an overlong character"] = (500, SoapText.Type11, Latin1(SoapText.Envelope11(SoapText.Echo("\u00C0\u00BC")))),
        ["half a character"] = (500, SoapText.Type11, Latin1(SoapText.Envelope11(SoapText.Echo("\u00E2\u0082")))),
        ["a surrogate in UTF-8"] = (500, SoapText.Type11, Latin1(SoapText.Envelope11(SoapText.Echo("\u00ED\u00A0\u0080")))),
        ["bad bytes in a name"] = (400, SoapText.Type11, Latin1(SoapText.Envelope11(SoapText.Add, "<\u00FF/>"))),
        ["nothing"] = (400, SoapText.Type11, []),
        ["a byte order mark alone"] = (400, SoapText.Type11, [0xEF, 0xBB, 0xBF]),
        ["zeros"] = (400, SoapText.Type12, new byte[1_000_000]),
        ["no XML"] = (400, SoapText.Type11, Text("{}")),
        ["an open tag"] = (400, SoapText.Type11, Text("<")),
        ["an open quote"] = (400, SoapText.Type11, Text("<a b='" + Repeat("\"<a>", 100_000))),
        ["an open comment"] = (400, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Add) + "<!--" + new string('-', 1_000_000))),
        ["an open CDATA section"] = (500, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Echo("<![CDATA[" + new string(']', 1_000_000))))),
        ["two envelopes"] = (400, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Add) + SoapText.Envelope11(SoapText.Add))),
        ["text after the envelope"] = (400, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Add) + "x")),
        ["text in the envelope"] = (400, SoapText.Type11, Text($"<s:Envelope xmlns:s=\"{SoapText.Namespace11}\">text</s:Envelope>")),
        ["text that is no header"] = (500, SoapText.Type11, Text(SoapText.Envelope11("", Repeat("x <!-- --> ", 100_000)))),
        ["comments"] = (500, SoapText.Type11, Text(SoapText.Envelope11(SoapText.Echo(Repeat("<!---->", 150_000) + "<a/>")))),
        ["no bytes"] = (500, SoapText.Type11, Text(SoapText.Envelope11("<EchoBytes xmlns=\"urn:echo\"><bytes>A===</bytes></EchoBytes>"))),
        ["bytes without end"] =
            (500, SoapText.Type11, Text(SoapText.Envelope11($"<EchoBytes xmlns=\"urn:echo\"><bytes>{new string('A', 1_000_001)}</bytes></EchoBytes>"))),
        ["a type that nobody knows"] = (500, SoapText.Type11, Text(SoapText.Envelope11(
            "<EchoPoint xmlns=\"urn:echo\"><point xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" " +
            "xmlns:x=\"http://schemas.datacontract.org/2004/07/System.IO\" i:type=\"x:FileInfo\"/></EchoPoint>"))),
        ["a message ID that is an element"] =
            (400, SoapText.Type12, Text(SoapText.Envelope12(SoapText.Add, SoapText.Headers(("MessageID", "<a:b/>"))))),
        ["a version of a million characters"] = (400, SoapText.Type11, Text($"<Envelope xmlns='{new string('x', 1_000_000)}'/>")),
    };

    public static IEnumerable<object[]> Names_of_requests => Requests.Keys.Select(name => new object[] { name });

    private static string Nested => Repeat("<a>", 200_000);

    private static string Attributes => string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" a{i}=''")));

    private static string Declarations =>
        string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" xmlns:a{i}='u{i}'")));

    private static string Scopes => string.Concat(Enumerable.Range(0, 25).Select(depth =>
            "<a" + string.Concat(Enumerable.Range(0, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $" xmlns:long{depth}x{i}='u'"))) + ">")) +
        Repeat("<long0x0:b/>", 80_000);

    private static string Names => string.Concat(Enumerable.Range(0, 200_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<a{i}/>")));

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Names_of_requests))]
    public async Task A_hostile_request_gets_a_fault_and_costs_little(string name)
    {
        var (expected, type, body) = Requests[name];
        await using var host = await SoapHost.StartAsync();
        await AnswersAsync(host);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (status, text) = await host.PostAsync(type, body);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.WriteLine($"{name}: {body.Length:N0} B sent, {clock.Elapsed.TotalMilliseconds:N1} ms, {allocated:N0} B allocated: {status} {text}");
        Assert.AreEqual(expected, status, text);
        StringAssert.Contains(text, "</s:Fault>");
        Assert.IsFalse(text.Contains(" at ", StringComparison.Ordinal) && text.Contains("System.", StringComparison.Ordinal), text);
        Assert.IsLessThan(AllocatedBytesMax, allocated);
        Assert.IsEmpty(host.Sums);
        await AnswersAsync(host);
    }

    [TestMethod]
    [DataRow("character references")]
    [DataRow("unknown headers")]
    [DataRow("unknown parameters")]
    public async Task What_is_tolerated_costs_little(string what)
    {
        await using var host = await SoapHost.StartAsync();
        var body = Text(what switch
        {
            "character references" => SoapText.Envelope11(SoapText.Echo(Repeat("&#65;", 200_000))),
            "unknown headers" => SoapText.Envelope11(SoapText.Echo("x"), Names),
            _ => SoapText.Envelope11($"<EchoText xmlns=\"urn:echo\">{Names}</EchoText>"),
        });
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.AreEqual(200, (await host.PostAsync(SoapText.Type11, body)).Status);
        Assert.IsLessThan(AllocatedBytesMax, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [TestMethod]
    [DataRow("Content-Length: -1\r\n\r\n<s", "HTTP/1.1 400 ")]
    [DataRow("Content-Length: 1\r\nContent-Length: 2\r\n\r\n<s", "HTTP/1.1 400 ")]
    [DataRow("Content-Length: 99999999999\r\n\r\n<s", "HTTP/1.1 413 ")]
    [DataRow("Content-Length: 2\r\n\r\n<s and more", "HTTP/1.1 400 ")]
    [DataRow("Content-Length: 500\r\n\r\n<s", "HTTP/1.1 408 ")]
    [DataRow("Transfer-Encoding: chunked\r\n\r\nzz\r\n<s\r\n", "HTTP/1.1 400 ")]
    [DataRow("Transfer-Encoding: chunked\r\n\r\n2\r\n<s", "HTTP/1.1 408 ")]
    [DataRow("\r\n<s", "HTTP/1.1 400 ")]
    public async Task A_body_that_is_not_as_long_as_said_is_refused(string rest, string expected)
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        await client.SendAsync("POST /calculator HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\n" + rest);
        StringAssert.StartsWith(await client.ReceiveAsync(), expected);
        await AnswersAsync(host);
    }

    [TestMethod]
    [DataRow("Content-Length: 500\r\n\r\n<s")]
    [DataRow("Transfer-Encoding: chunked\r\n\r\n2\r\n<s")]
    public async Task A_client_that_goes_away_within_its_body_leaves_nothing_but_a_line_in_the_log(string rest)
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        await client.SendAsync("POST /calculator HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\n" + rest);
        await host.Log.WhenLoggedAsync("Executing endpoint");
        client.Kill();
        await host.Log.WhenLoggedAsync("the connection broke");
        await AnswersAsync(host);
    }

    [TestMethod]
    public async Task Random_changes_of_a_request_never_fail_unexpectedly()
    {
        await using var host = await SoapHost.StartAsync();
        var header = SoapText.Headers(("Action", "urn:echo/IEcho/EchoPoint"), ("MessageID", "id"), ("ReplyTo", $"<a:Address>{SoapText.Addressing}/anonymous</a:Address>"));
        var body = Text(SoapText.Envelope12("<EchoPoint xmlns=\"urn:echo\"><point xmlns:d=\"urn:calculator:data\"><d:X>1</d:X><d:Name>ä😀&lt;</d:Name></point></EchoPoint>", header));
        var change = Gen.Select(Gen.Int[0, body.Length - 1], Gen.Int[0, 40], Gen.OneOf(Gen.Byte, Gen.Char["<>/&;\"'=!?-\0"].Select(c => (byte)c)).Array[0, 3]);
        await change.Array[1, 3].SampleAsync(
            async changes =>
            {
                var changed = changes.Aggregate(body, (b, c) => [.. b.Take(c.Item1), .. c.Item3, .. b.Skip(c.Item1 + c.Item2)]);
                var (status, text) = await host.PostAsync(SoapText.Type12, changed);
                return status == 200 || (status is 400 or 500 && text.Contains("</s:Fault>", StringComparison.Ordinal) &&
                    !text.Contains("failed unexpectedly", StringComparison.Ordinal));
            },
            iter: 3_000);
    }

    private static async Task AnswersAsync(SoapHost host) =>
        Assert.AreEqual(200, (await host.PostAsync(SoapText.Type11, SoapText.Envelope11(SoapText.Echo("x")))).Status);

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
