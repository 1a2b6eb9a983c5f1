using System.Text;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>What a mechanism makes of text: its form on the wire, or the reason why there is none.</summary>
internal static class Encoded
{
    public static string Text(string mechanism, byte[] text)
    {
        var frame = new FrameBuilder(new byte[FrameBuilder.BytesMax]);
        Decoded.MechanismOf(mechanism).AppendText(ref frame, text);
        return Result(frame);
    }

    public static string Topic(string mechanism, string topic)
    {
        var frame = new FrameBuilder(new byte[FrameBuilder.BytesMax]);
        Decoded.MechanismOf(mechanism).AppendTopic(ref frame, Encoding.UTF8.GetBytes(topic));
        return Result(frame);
    }

    private static string Result(scoped in FrameBuilder frame) =>
        frame.Omission == Omission.None ? Encoding.UTF8.GetString(frame.Content) : frame.Omission.ToString();
}
