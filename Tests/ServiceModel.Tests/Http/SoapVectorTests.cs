using System.Text;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>Requests kept as bytes, with the bytes they are answered with: the head without its Date, and the body.</summary>
[TestClass]
public sealed class SoapVectorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Http", "Vectors");

    public static IEnumerable<object[]> Requests =>
        Directory.EnumerateFiles(Folder, "*.request").Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    [TestMethod]
    [DynamicData(nameof(Requests))]
    public async Task A_request_is_answered_byte_for_byte(string name)
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        var request = await File.ReadAllBytesAsync(Path.Combine(Folder, $"{name}.request"));
        var expected = await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.response"));
        await client.SendAsync(request);
        Assert.AreEqual(expected, await client.ReceiveAsync());
    }

    [TestMethod]
    public async Task Requests_on_one_connection_are_answered_in_turn()
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        var names = Requests.Select(row => (string)row[0]).ToArray();
        var all = new MemoryStream();
        foreach (var name in names)
            all.Write(await File.ReadAllBytesAsync(Path.Combine(Folder, $"{name}.request")));
        await client.SendAsync(all.ToArray());
        foreach (var name in names)
            Assert.AreEqual(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.response")), await client.ReceiveAsync(), name);
    }

    [TestMethod]
    public async Task A_request_that_comes_byte_by_byte_is_answered_the_same()
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        foreach (var b in await File.ReadAllBytesAsync(Path.Combine(Folder, "point-12-addressed.request")))
            await client.SendAsync(new[] { b });
        Assert.AreEqual(await File.ReadAllTextAsync(Path.Combine(Folder, "point-12-addressed.response")), await client.ReceiveAsync());
    }

    [TestMethod]
    public async Task A_chunked_request_is_answered_the_same()
    {
        await using var host = await SoapHost.StartAsync();
        using var client = await RawHttp.ConnectAsync(host);
        var request = await File.ReadAllTextAsync(Path.Combine(Folder, "add-11.request"));
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var chunks = body.Chunk(7).Select(chunk => $"{chunk.Length:x}\r\n{new string(chunk)}\r\n");
        await client.SendAsync(
            "POST /calculator HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nSOAPAction: urn:pocket/IPocketCalculator/Add\r\n" +
            $"Transfer-Encoding: chunked\r\n\r\n{string.Concat(chunks)}0\r\n\r\n");
        Assert.AreEqual(await File.ReadAllTextAsync(Path.Combine(Folder, "add-11.response")), await client.ReceiveAsync());
    }

    [TestMethod]
    [DataRow("add-11")]
    [DataRow("add-12-addressed")]
    public async Task A_request_cut_at_any_byte_of_its_body_calls_nothing(string name)
    {
        await using var host = await SoapHost.StartAsync();
        var request = await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.request"));
        var bodyStart = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var (head, body) = (request[..bodyStart], request[bodyStart..]);
        using var client = await RawHttp.ConnectAsync(host);
        for (var length = 0; length < body.Length; length++)
        {
            var cut = head.Replace($"Content-Length: {body.Length}", $"Content-Length: {length}", StringComparison.Ordinal) + body[..length];
            await client.SendAsync(cut);
            var response = await client.ReceiveAsync();
            StringAssert.StartsWith(response, length == 0 || !response.Contains("DeserializationFailed", StringComparison.Ordinal)
                ? "HTTP/1.1 400 " : "HTTP/1.1 500 ", $"cut after {length}");
            StringAssert.Contains(response, ":Fault>");
        }

        Assert.IsEmpty(host.Sums);
        await client.SendAsync(request);
        StringAssert.StartsWith(await client.ReceiveAsync(), "HTTP/1.1 200 ");
        Assert.HasCount(1, host.Sums);
    }

    [TestMethod]
    public async Task A_changed_byte_of_the_body_never_ends_without_an_answer()
    {
        await using var host = await SoapHost.StartAsync();
        var request = await File.ReadAllBytesAsync(Path.Combine(Folder, "point-12-addressed.request"));
        var bodyStart = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        using var client = await RawHttp.ConnectAsync(host);
        for (var i = bodyStart; i < request.Length; i++)
        {
            var changed = request.ToArray();
            changed[i] ^= 0x15;
            await client.SendAsync(changed);
            var response = await client.ReceiveAsync();
            Assert.IsTrue(
                response.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || response.Contains(":Fault>", StringComparison.Ordinal),
                $"byte {i}: {response}");
        }
    }
}
