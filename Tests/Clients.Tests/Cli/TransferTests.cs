using System.Text;
using CsCheck;
using WcfBroker.Cli;
using WcfBroker.Cli.Transfer;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class TransferTests : IDisposable
{
    private readonly FakeTerminal _terminal = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-transfer-");

    private FakeAdministration Broker => _terminal.Network.Administration;

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void What_is_exported_is_imported_as_it_was() => Messages.Sample(message =>
    {
        var text = LineFormat.Write(message, new LogPage { Epoch = "e" });
        Assert.DoesNotContain("\n", text);
        var read = LineFormat.Read(text, 1);
        Assert.AreEqual(message.Topic, read.Topic);
        Assert.AreEqual(message.Id ?? $"e-{message.Sequence}", read.Message.Id);
        Assert.AreEqual(message.ContentType, read.Message.ContentType);
        CollectionAssert.AreEqual(message.Body ?? [], read.Message.Body ?? []);
        CollectionAssert.AreEqual(Pairs(message.Headers), Pairs(read.Message.Headers));
        Assert.AreEqual(message.TimeToLive, read.Message.TimeToLive);
        Assert.AreEqual(message.CorrelationId, read.Message.CorrelationId);
        Assert.AreEqual(message.ReplyTo, read.Message.ReplyTo);
        Assert.IsFalse(read.Message.ClearRetained);
    });

    [TestMethod]
    public async Task An_export_is_one_JSON_object_a_line_page_after_page()
    {
        AddMessages(5);
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("export", "-", "--topic", "/a/+"));
        Assert.HasCount(5, Lines(_terminal.Out));
        StringAssert.StartsWith(
            _terminal.Out,
            """{"topic":"/a","sequence":1,"publishedUtc":"2026-11-23T08:00:00Z","retained":false,"contentType":"text/plain; charset=utf-8","text":"text 1","epoch":"00000000000000e1"}""");
        CollectionAssert.AreEqual((string[])["read /a/+ from 0", "read /a/+ from 3", "read /a/+ from 5"], Broker.Calls);
        Assert.AreEqual("Exported 5 messages.\n", _terminal.Error);
    }

    [TestMethod]
    [DataRow("seq:4", "read / from 4")]
    [DataRow("time:2026-11-23T07:00Z", "read / from 0 2026-11-23 07:00:00Z")]
    public async Task An_export_begins_where_it_is_told(string from, string call)
    {
        await _terminal.RunAsync("export", "-", "--from", from);
        Assert.AreEqual(call, Broker.Calls.Single());
    }

    [TestMethod]
    public async Task An_exported_file_is_there_as_a_whole_and_is_never_overwritten()
    {
        AddMessages(3);
        var file = At("out.jsonl");
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("export", file));
        Assert.HasCount(3, await File.ReadAllLinesAsync(file));
        Assert.HasCount(1, _folder.GetFiles());
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("export", file));
        StringAssert.Contains(_terminal.Error, "already");
    }

    [TestMethod]
    public async Task Lines_are_imported_in_order_and_batches_with_ids()
    {
        AddMessages(1_200);
        Broker.Log.Clearing.Add(2);
        await _terminal.RunAsync("export", At("a"));
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync("import", At("a")));
        var kept = _terminal.Network.Broker.Kept;
        CollectionAssert.AreEqual(Broker.Log.Messages.Select(message => Texts.Of(message.Body)).ToArray(), kept.Select(message => Texts.Of(message.Body)).ToArray());
        Assert.IsTrue(_terminal.Network.Broker.BatchSizes is [500, 500, 200]);
        Assert.AreEqual("Imported 1,200 messages.\n", _terminal.Out);
    }

    [TestMethod]
    public void A_message_that_cleared_the_retained_one_clears_it_again()
    {
        var message = new Delivery { Topic = "/a", Sequence = 2 };
        var line = LineFormat.Write(message, new LogPage { Epoch = "e", Clearing = [2] });
        Assert.IsTrue(LineFormat.Read(line, 1).Message.ClearRetained);
    }

    [TestMethod]
    public async Task Lines_of_standard_input_are_imported_and_empty_ones_passed_over()
    {
        Assert.AreEqual(ExitCodes.Done, await _terminal.RunAsync(["import", "-"], "{\"topic\":\"/a\",\"text\":\"1\"}\r\n\n{\"topic\":\"/b\",\"base64\":\"AGI=\"}"));
        var kept = _terminal.Network.Broker.Kept;
        Assert.AreEqual("/a /b", string.Join(' ', kept.Select(message => message.Topic)));
        CollectionAssert.AreEqual((byte[])[0, (byte)'b'], kept[1].Body);
    }

    [TestMethod]
    [DataRow("no JSON", "Line 2: The line is no message in JSON. [value no JSON]")]
    [DataRow("{\"text\":\"x\"}", "Line 2: A message needs a topic. [field topic]")]
    [DataRow("{\"topic\":7}", "Line 2: The line is no message in JSON. [field $.topic; value {\"topic\":7}]")]
    [DataRow("{\"topic\":\"/a\",\"base64\":\"?\"}", "Line 2: The payload is no base64. [field base64; value ?]")]
    [DataRow("{\"topic\":\"/a\",\"text\":\"x\",\"base64\":\"AA==\"}", "Line 2: A payload is text or base64, not both. [field base64; value AA==]")]
    [DataRow("{\"topic\":\"/a\",\"headers\":[{\"value\":\"x\"}]}", "Line 2: A header has a name. [field headers]")]
    [DataRow("{\"topic\":\"/a\",\"ttlSeconds\":-1}", "Line 2: A time to live is more than zero and within the limit. [field ttlSeconds; limit 900000000000 seconds; value -1]")]
    public async Task A_line_that_cannot_be_imported_is_named_with_what_is_wrong(string line, string told)
    {
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync(["import", "-"], $"{{\"topic\":\"/a\"}}\n{line}\n"));
        Assert.AreEqual($"Stopped. Imported 0 messages.\nwcfbroker: {told}\n", _terminal.Error);
    }

    [TestMethod]
    public async Task What_the_broker_refuses_is_told_by_its_line()
    {
        _terminal.Network.Broker.Fault = new BrokerFault
        {
            Code = FaultCodes.InvalidTopic, Message = "A topic begins with '/'.", Parameter = "messages[1].topic", Value = "b",
        };
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync(["import", "-"], "{\"topic\":\"/a\"}\n\n{\"topic\":\"b\"}"));
        StringAssert.EndsWith(_terminal.Error, "wcfbroker: Line 3: A topic begins with '/'. [field topic; value b]\n");
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_is_refused_before_it_is_held()
    {
        var lines = new LineReader(new StringReader(new string('x', 30_000) + "\n" + new string('y', 30_001)), 30_000);
        Assert.AreEqual(30_000, (await lines.ReadAsync(CancellationToken.None))!.Length);
        var refused = await Assert.ThrowsExactlyAsync<ImportException>(() => lines.ReadAsync(CancellationToken.None).AsTask());
        Assert.AreEqual(2, refused.Line);
        Assert.AreEqual("30000 characters", refused.Limit);
    }

    [TestMethod]
    public void Lines_are_read_as_they_were_joined() => Gen.String[Gen.Char[" ab\u00e9\r"], 0, 40].Array[0, 20].Sample(lines =>
    {
        var reader = new LineReader(new StringReader(string.Concat(lines.Select(line => line + "\n"))), 100);
        foreach (var line in lines)
            Assert.AreEqual(line, reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        Assert.IsNull(reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());
    });

    private static Gen<string> Text { get; } = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 20], Any("", "Grüße, 世界 \U0001F600", "\u0000\u001b[31m\r\n\t", "\u2028\ufeff\"\\", "</script>"));

    private static Gen<Delivery> Messages { get; } =
        from topic in Any("/a", "/a/b c", "/ö/\U0001F600")
        from sequence in Gen.Long[1, long.MaxValue]
        from body in Gen.OneOf(Gen.Byte.Array[0, 50], Text.Select(Encoding.UTF8.GetBytes), Gen.Const(() => (byte[])null!))
        from id in Text.Null()
        from contentType in Text.Null()
        from headers in Gen.Select(Text.Where(name => name.Length > 0), Text, (name, value) => new Header { Name = name, Value = value }).Array[1, 3].Null()
        from life in Gen.Long[1, 1_000_000_000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))
        from correlation in Text.Null()
        select new Delivery
        {
            Topic = topic, Sequence = sequence, Body = body, Id = id, ContentType = contentType, Headers = headers,
            TimeToLive = sequence % 2 == 0 ? life : null, CorrelationId = correlation, ReplyTo = correlation,
        };

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private void AddMessages(int count) => Broker.Log.Messages.AddRange(Enumerable.Range(1, count).Select(i => Texts.Delivery("/a", i, $"text {i}")));

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static string[] Pairs(Header[]? headers) => [.. (headers ?? []).Select(header => $"{header.Name}={header.Value}")];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
