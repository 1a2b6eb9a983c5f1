using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms.Xml;

/// <summary>
/// <c>XMLQueue</c>: <c>&lt;?xml version="1.0"?&gt;&lt;data method="M" topic="T"&gt;&lt;msg&gt;V&lt;/msg&gt;&lt;/data&gt;</c>.
/// </summary>
internal sealed class XmlMechanism : Mechanism
{
    public static readonly XmlMechanism Instance = new();

    public override ReadOnlySpan<byte> BeforeMethod => "<?xml version=\"1.0\"?><data method=\""u8;

    public override ReadOnlySpan<byte> BeforeTopic => "\" topic=\""u8;

    public override ReadOnlySpan<byte> BeforeText => "\"><msg>"u8;

    public override ReadOnlySpan<byte> AfterText => "</msg></data>"u8;

    public override ClientMessage Decode(ReadOnlySpan<byte> payload) => XmlDecoder.Decode(payload);

    public override void AppendTopic(ref FrameBuilder frame, scoped ReadOnlySpan<byte> topic) =>
        XmlText.Append(ref frame, topic, inAttribute: true);

    public override void AppendText(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text) =>
        XmlText.Append(ref frame, text, inAttribute: false);

    public override string ToString() => "XML";
}
