using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms.Json;

/// <summary><c>JSONQueue</c>: <c>{"method": "M", "topic": "T", "msg": "V"}</c>.</summary>
internal sealed class JsonMechanism : Mechanism
{
    public static readonly JsonMechanism Instance = new();

    public override ReadOnlySpan<byte> BeforeMethod => "{\"method\": \""u8;

    public override ReadOnlySpan<byte> BeforeTopic => "\", \"topic\": \""u8;

    public override ReadOnlySpan<byte> BeforeText => "\", \"msg\": \""u8;

    public override ReadOnlySpan<byte> AfterText => "\"}"u8;

    public override ClientMessage Decode(ReadOnlySpan<byte> payload) => JsonDecoder.Decode(payload);

    public override void AppendTopic(ref FrameBuilder frame, scoped ReadOnlySpan<byte> topic) => JsonText.Append(ref frame, topic);

    public override void AppendText(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text) => JsonText.Append(ref frame, text);

    public override string ToString() => "JSON";
}
