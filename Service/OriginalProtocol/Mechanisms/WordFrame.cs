using System.Buffers;
using System.Text;
using WcfBroker.Core.Errors;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>A frame that tells a client something in a few words.</summary>
internal static class WordFrame
{
    private const int WordsCharsMax = 512;

    // An escaped character takes at most six times its bytes.
    private const int BytesMax = 256 + (2 * WordsCharsMax * 3 * 6);

    public static void Write(IBufferWriter<byte> output, Mechanism mechanism, ReadOnlySpan<byte> method, string topic, string words)
    {
        var frame = new FrameBuilder(output.GetSpan(BytesMax));
        mechanism.Begin(ref frame, method, Bytes(topic));
        mechanism.AppendText(ref frame, Bytes(words));
        frame.Append(mechanism.AfterText);
        if (frame.Omission == Omission.None)
            output.Advance(frame.Finish().Length);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(Printable.From(text, WordsCharsMax));
}
