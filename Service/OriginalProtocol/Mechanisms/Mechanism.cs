using WcfBroker.Core.Messages;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms.Json;
using WcfBroker.OriginalProtocol.Mechanisms.Xml;

namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>
/// How a connection's frames are written, chosen by its first frame. Both mechanisms have one shape, method, topic and text
/// between four fixed pieces, and differ in those pieces and in what they escape.
/// </summary>
internal abstract class Mechanism
{
    protected Mechanism() => Form = new MessageForm<byte[]>(message => PublishFrame.Make(this, message));

    /// <summary>A published message as all connections of this mechanism are sent it.</summary>
    public MessageForm<byte[]> Form { get; }

    public abstract ReadOnlySpan<byte> BeforeMethod { get; }

    public abstract ReadOnlySpan<byte> BeforeTopic { get; }

    public abstract ReadOnlySpan<byte> BeforeText { get; }

    public abstract ReadOnlySpan<byte> AfterText { get; }

    /// <summary>Finds the mechanism that a client names in its first frame; null if there is none of that name.</summary>
    public static Mechanism? Find(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("JSONQueue"u8) => JsonMechanism.Instance,
        _ when name.SequenceEqual("XMLQueue"u8) => XmlMechanism.Instance,
        _ => null,
    };

    /// <summary>Reads a client's frame, or throws <see cref="ProtocolViolationException"/>.</summary>
    public abstract ClientMessage Decode(ReadOnlySpan<byte> payload);

    public abstract void AppendTopic(ref FrameBuilder frame, scoped ReadOnlySpan<byte> topic);

    public abstract void AppendText(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text);

    /// <summary>Writes all of a frame that stands before its text.</summary>
    public void Begin(ref FrameBuilder frame, scoped ReadOnlySpan<byte> method, scoped ReadOnlySpan<byte> topic)
    {
        frame.Append(BeforeMethod);
        frame.Append(method);
        frame.Append(BeforeTopic);
        AppendTopic(ref frame, topic);
        frame.Append(BeforeText);
    }
}
