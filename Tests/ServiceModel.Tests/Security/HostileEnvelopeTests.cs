using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using CsCheck;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Security;

/// <summary>Binary envelopes that no honest client sends cost little. Runs alone, because it counts what the process allocates.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileEnvelopeTests
{
    private const long AllocatedBytesMax = 16 * 1024 * 1024;
    private const int Many = 10_000;

    private static readonly byte[] Wrapper = [0x40, 8, .. "EchoText"u8, 0x08, 8, .. "urn:echo"u8];
    private static readonly byte[] Open = [.. HostileEnvelope.Start, .. Wrapper];

    private static readonly Dictionary<string, byte[]> Refused = new()
    {
        ["namespaces of one element"] = [.. Open, 0x40, 1, (byte)'x', .. Repeat(i => [0x09, 5, .. Digits(i), 100, .. new byte[100].Select(_ => (byte)'u')])],
        ["default namespaces of one element"] = [.. Open, 0x40, 1, (byte)'x', .. Repeat(_ => [0x08, 1, (byte)'u'])],
        ["dictionary namespaces of the envelope"] = [0x00, 0x56, 0x02, .. Repeat(i => [0x0B, 5, .. Digits(i), 0x04])],
        ["attributes of one element"] = [.. Open, 0x40, 1, (byte)'x', .. Repeat(i => [0x04, 5, .. Digits(i), 0x82])],
        ["dictionary attributes of a header"] = [.. HostileEnvelope.Start[..16], 0x44, 0x0A, .. Repeat(_ => [0x1E, 0x00, 0x82])],
        ["prefixed attributes with lists"] = [.. Open, 0x40, 1, (byte)'x', .. Repeat(i => [0x26, 5, .. Digits(i), 0xA4, 0x82, 0x88, 1, 0xA6])],
        ["namespaces of an array's element"] = [.. Open, 0x03, 0x40, 1, (byte)'x', .. Repeat(i => [0x09, 5, .. Digits(i), 1, (byte)'u']), 0x01, 0x8D, 1, 0, 0, 0, 0],
        ["namespaces spread over depth"] = [.. Open, .. Enumerable.Range(0, 25).SelectMany(d => (byte[])[0x40, 1, (byte)'x', .. Some(d, 100)])],
        ["an unknown record"] = [.. Open, 0x00],
        ["a list in a list"] = [.. Open, 0xA4, 0xA4, 0xA6, 0xA6],
        ["a length above 2^31"] = [.. Open, 0x40, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    };

    private static readonly Dictionary<string, byte[]> Harmless = new()
    {
        ["nested elements"] = [.. Open, .. Enumerable.Repeat((byte[])[0x40, 1, (byte)'x'], 100_000).SelectMany(e => e)],
        ["siblings with namespaces"] = [.. Open, .. Repeat(_ => [0x40, 1, (byte)'x', .. Some(0, 10), 0x01])],
        ["many elements without end"] = [.. Open, .. Enumerable.Repeat((byte[])[0x40, 1, (byte)'x', 0x01], 300_000).SelectMany(e => e)],
        ["an array that is cut off"] = [.. Open, 0x03, 0x40, 1, (byte)'x', 0x01, 0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0x07],
    };

    [TestMethod]
    public void A_flood_is_refused_before_it_is_parsed()
    {
        foreach (var (name, message) in Refused)
            Measure(name, message, () => Assert.Throws<FramingException>(() => Decode(message), name));
    }

    [TestMethod]
    public async Task What_is_left_to_the_reader_costs_it_little()
    {
        await using var host = await CalculatorHost.StartAsync();
        foreach (var (name, message) in Harmless)
        {
            using var client = await RawClient.OpenAsync(host);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            await client.SendAsync(HostileEnvelope.Frame(message));
            await client.ReceiveAsync(1);
            Print(name, message, allocated, clock);
        }
    }

    [TestMethod]
    public void Every_kind_of_record_is_followed_as_the_reader_reads_it() => Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 15], Gen.Int[0, 5]).Array[1, 12].Sample(
        nest => Passes(Document(nest)) == (nest.Sum(n => n.Item1) <= 16 && nest.All(n => n.Item1 + n.Item2 <= 12)));

    [TestMethod]
    public async Task A_refused_message_ends_its_session_alone()
    {
        await using var host = await CalculatorHost.StartAsync();
        var other = host.Connect();
        using var client = await RawClient.OpenAsync(host);
        await client.SendAsync(HostileEnvelope.Frame(Refused["namespaces of one element"]));
        await client.AssertDroppedAsync();
        await host.Log.WhenLoggedAsync("XmlNamespacesMax");
        Assert.AreEqual(3, other.Add(1, 2));
    }

    [TestMethod]
    public void A_small_message_is_looked_over_without_allocating()
    {
        var message = HostileEnvelope.Call[2..];
        NbfxGuard.Check(message, 32, 256, 128);
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            NbfxGuard.Check(message, 32, 256, 128);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Console.WriteLine($"{clock.Elapsed.TotalNanoseconds / 100_000:N0} ns for {message.Length} bytes");
    }

    // Nested elements with so many namespaces, attributes, a value of some kind, and siblings before the next one.
    private static byte[] Document((int Namespaces, int Attributes, int Value, int Siblings)[] nest)
    {
        var stream = new MemoryStream();
        using var writer = XmlDictionaryWriter.CreateBinaryWriter(stream, StaticDictionary.Instance, null, ownsStream: false);
        var prefixes = 0;
        foreach (var (namespaces, attributes, value, siblings) in nest)
        {
            writer.WriteStartElement("", value % 2 == 0 ? "x" : "element", "");
            for (var i = 0; i < namespaces; i++)
                writer.WriteXmlnsAttribute($"p{++prefixes}", i % 2 == 0 ? "urn:x" : StaticDictionary.Instance.AddressingNamespace.Value);
            for (var i = 0; i < attributes; i++)
            {
                writer.WriteStartAttribute(null, i % 2 == 0 ? $"b{i}" : StaticDictionary.Instance.Action.Value + i, null);
                WriteValue(writer, value + i);
                writer.WriteEndAttribute();
            }

            for (var i = 0; i < siblings; i++)
            {
                writer.WriteStartElement("", "s", "");
                WriteValue(writer, value + i);
                writer.WriteEndElement();
            }

            writer.WriteArray(null, "a", null, new long[siblings], 0, siblings);
            writer.WriteComment("0x40");
        }

        writer.WriteEndDocument();
        writer.Flush();
        return [0, .. stream.ToArray()];
    }

    private static void WriteValue(XmlDictionaryWriter writer, int kind)
    {
        object value = (kind % 16) switch
        {
            0 => 0,
            1 => 1,
            2 => false,
            3 => true,
            4 => -3,
            5 => 70_000,
            6 => 1L << 40,
            7 => 1.5f,
            8 => 2.5,
            9 => 3.5m,
            10 => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            11 => new UniqueId("urn:uuid:00000000-0000-0000-0000-000000000001"),
            12 => TimeSpan.FromSeconds(1),
            13 => new string('@', 300),
            14 => "",
            _ => new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        };
        writer.WriteValue(value);
    }

    private static bool Passes(byte[] message)
    {
        try
        {
            NbfxGuard.Check(message, 32, 12, 16);
            return true;
        }
        catch (FramingException)
        {
            return false;
        }
    }

    private static void Decode(byte[] message)
    {
        using var decoded = new MessageDecoderFactory(new NetTcpEndpointOptions()).Create().Decode(new ReadOnlySequence<byte>(message));
    }

    private static void Measure(string name, byte[] message, Action run)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        run();
        Print(name, message, allocated, clock);
    }

    private static void Print(string name, byte[] message, long allocatedBefore, Stopwatch clock)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        Console.WriteLine($"{name}: {message.Length} bytes, {clock.Elapsed.TotalMilliseconds:N1} ms, {bytes / 1024} KiB");
        Assert.IsLessThan(AllocatedBytesMax, bytes, name);
    }

    private static IEnumerable<byte> Repeat(Func<int, byte[]> part) => Enumerable.Range(0, Many).SelectMany(part);

    private static byte[] Some(int depth, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => (byte[])[0x09, 5, .. Digits((depth * count) + i), 1, (byte)'u'])];

    private static byte[] Digits(int i) => Encoding.ASCII.GetBytes($"p{i.ToString("D4", CultureInfo.InvariantCulture)}");
}
