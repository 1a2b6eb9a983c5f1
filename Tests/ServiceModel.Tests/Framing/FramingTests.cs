using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.ServiceModel.Tests.Framing;

[TestClass]
public sealed class FramingTests
{
    private const int ViaBytesMax = 64;
    private const int MessageBytesMax = 1024;

    [TestMethod]
    public void Every_preamble_gives_its_outcome_whole_and_split_anywhere() => AssertOutcomes("preamble", ReadPreamble);

    [TestMethod]
    public void Every_session_gives_its_outcome_whole_and_split_anywhere() => AssertOutcomes("session", ReadSession);

    [TestMethod]
    public async Task Every_preamble_gives_its_outcome_when_it_comes_byte_by_byte()
    {
        foreach (var vector in FramingVector.Read("preamble"))
            Assert.AreEqual(vector.Outcome, await ReceiveByBytesAsync(vector.Bytes), vector.Name);
    }

    [TestMethod]
    public void A_cut_anywhere_before_the_end_only_asks_for_more()
    {
        foreach (var vector in FramingVector.Read("preamble").Where(v => v.Outcome.StartsWith("via", StringComparison.Ordinal)))
        {
            for (var cut = 0; cut < vector.Bytes.Length; cut++)
                Assert.AreEqual("more", ReadPreamble(new(vector.Bytes.AsMemory(0, cut))), vector.Name);
        }
    }

    [TestMethod]
    public void Random_bytes_give_an_outcome_and_nothing_else() => Gen.Byte.Array[0, 64].Array[0, 4].Sample(parts =>
    {
        ReadPreamble(SplitSequence.Create(parts));
        ReadSession(SplitSequence.Create(parts));
    });

    [TestMethod]
    public void A_preamble_with_one_byte_changed_gives_an_outcome_and_nothing_else()
    {
        var whole = FramingVector.Read("preamble").First().Bytes;
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((position, value) =>
        {
            var changed = whole.ToArray();
            changed[position] = value;
            ReadPreamble(new(changed));
        });
    }

    [TestMethod]
    public void Lengths_are_read_as_they_were_written() => Gen.Int[0, int.MaxValue].Sample(value =>
    {
        var output = new ArrayBufferWriter<byte>();
        MultiByteInt31.Write(output, value);
        var reader = new SequenceReader<byte>(new(output.WrittenMemory));
        Assert.IsTrue(MultiByteInt31.TryRead(ref reader, out var read));
        Assert.AreEqual(value, read);
        Assert.AreEqual(MultiByteInt31.Size(value), output.WrittenCount);
    });

    private static void AssertOutcomes(string kind, Func<ReadOnlySequence<byte>, string> read)
    {
        foreach (var vector in FramingVector.Read(kind))
        {
            Assert.AreEqual(vector.Outcome, read(new(vector.Bytes)), vector.Name);
            Assert.AreEqual(vector.Outcome, read(SplitSequence.Create(vector.Bytes.Select(b => new[] { b }))), vector.Name);
            for (var split = 0; split <= vector.Bytes.Length; split++)
                Assert.AreEqual(vector.Outcome, read(SplitSequence.Create(vector.Bytes[..split], vector.Bytes[split..])), vector.Name);
        }
    }

    private static string ReadPreamble(ReadOnlySequence<byte> bytes)
    {
        try
        {
            var reader = new SequenceReader<byte>(bytes);
            return Preamble.TryRead(ref reader, ViaBytesMax, out var preamble) ? Outcome(preamble) : "more";
        }
        catch (FramingException broken)
        {
            return Outcome(broken);
        }
    }

    private static string ReadSession(ReadOnlySequence<byte> bytes)
    {
        var outcome = "frames";
        try
        {
            var reader = new SequenceReader<byte>(bytes);
            while (SessionFrame.TryRead(ref reader, MessageBytesMax, out var frame))
            {
                if (frame.IsEnd)
                    return outcome + " end";
                outcome += $" {frame.Payload.Length}";
            }

            return outcome + " more";
        }
        catch (FramingException broken)
        {
            return Outcome(broken);
        }
    }

    private static async Task<string> ReceiveByBytesAsync(byte[] bytes)
    {
        var pipe = new Pipe();
        var received = PreambleReceiver.ReceiveAsync(pipe.Reader, ViaBytesMax, CancellationToken.None);
        foreach (var value in bytes)
            await pipe.Writer.WriteAsync(new[] { value });
        await pipe.Writer.CompleteAsync();
        try
        {
            return Outcome(await received);
        }
        catch (FramingException broken)
        {
            return broken.Message.Contains("cut off", StringComparison.Ordinal) ? "more" : Outcome(broken);
        }
    }

    private static string Outcome(Preamble preamble) =>
        preamble.Upgrade is { } upgrade ? $"via {preamble.Via} upgrade {upgrade}" : $"via {preamble.Via}";

    private static string Outcome(FramingException broken) => broken.Fault is { } fault ? $"fault {fault.Split('/')[^1]}" : "error";
}
