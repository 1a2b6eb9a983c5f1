using System.Text;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>What a decoder made of a payload, as text.</summary>
internal sealed record Decoded(string Method, string Topic, string Text)
{
    public static Decoded From(string mechanism, string payload) => From(mechanism, Encoding.UTF8.GetBytes(payload));

    public static Decoded From(string mechanism, byte[] payload)
    {
        var message = MechanismOf(mechanism).Decode(payload);
        return new Decoded(
            Encoding.UTF8.GetString(message.MethodName), Encoding.UTF8.GetString(message.Topic), Encoding.UTF8.GetString(message.Text));
    }

    public static Mechanism MechanismOf(string name) => Mechanism.Find(Encoding.ASCII.GetBytes(Wire.Of(name).Handshake[5..]))!;
}
