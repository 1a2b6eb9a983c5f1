using System.Buffers;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>Envelopes made by hand.</summary>
public static class HostileEnvelope
{
    /// <summary>An empty string table, then Envelope, a Header with the action of EchoText, Body: all left open.</summary>
    public static byte[] Start { get; } =
    [
        0x00, // no session strings
        0x56, 0x02, // s:Envelope
        0x0B, 1, (byte)'s', 0x04, // xmlns:s
        0x0B, 1, (byte)'a', 0x06, // xmlns:a
        0x56, 0x08, // s:Header
        0x44, 0x0A, // a:Action
        0x1E, 0x00, 0x82, // s:mustUnderstand="1"
        0x99, 23, .. "urn:echo/IEcho/EchoText"u8, // text and end of Action
        0x44, 0x1A, 0x99, 5, .. "urn:1"u8, // a:MessageID, its text and end
        0x01, // end of Header
        0x56, 0x0E, // s:Body
    ];

    /// <summary>A whole call of EchoText without its parameter.</summary>
    public static byte[] Call { get; } = Frame([.. Start, 0x40, 8, .. "EchoText"u8, 0x08, 8, .. "urn:echo"u8, 0x01, 0x01, 0x01]);

    public static byte[] Frame(byte[] payload)
    {
        var frame = new ArrayBufferWriter<byte>();
        SessionFrame.WriteHeader(frame, payload.Length);
        frame.Write(payload);
        return frame.WrittenSpan.ToArray();
    }
}
