using System.Buffers;
using System.Text;

namespace WcfBroker.ServiceModel.Framing;

/// <summary>
/// The preamble of a duplex connection, [MC-NMF] 2.2.3: Version, Mode, Via, Encoding, then Preamble End, or Upgrade Request with more to follow.
/// </summary>
/// <param name="Via">The address asked for.</param>
/// <param name="Upgrade">The upgrade that the peer asks for; null when the preamble has ended.</param>
internal readonly record struct Preamble(string Via, string? Upgrade)
{
    /// <summary>The upgrade to TLS, [MC-NMF] 2.2.3.5.</summary>
    public const string TlsUpgrade = "application/ssl-tls";

    private const byte MajorVersion = 1;
    private const byte DuplexMode = 2;
    private const byte BinaryWithSessionDictionary = 8;
    private const int ContentTypeBytesMax = 256;
    private const int UpgradeBytesMax = 256;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>False when bytes are missing.</returns>
    /// <exception cref="FramingException">The bytes are no preamble this host serves.</exception>
    public static bool TryRead(ref SequenceReader<byte> reader, int viaBytesMax, out Preamble preamble)
    {
        preamble = default;
        if (!TryReadVersion(ref reader) || !TryReadMode(ref reader) || !TryReadVia(ref reader, viaBytesMax, out var via) ||
            !TryReadEncoding(ref reader) || !TryReadNext(ref reader, out var upgrade))
            return false;
        preamble = new(via, upgrade);
        return true;
    }

    private static bool TryReadVersion(ref SequenceReader<byte> reader)
    {
        if (!TryExpect(ref reader, FramingRecord.Version) || !reader.TryRead(out var major))
            return false;
        if (major != MajorVersion)
            throw new FramingException($"framing version {major}", FramingFault.UnsupportedVersion);
        return reader.TryRead(out _);
    }

    private static bool TryReadMode(ref SequenceReader<byte> reader)
    {
        if (!TryExpect(ref reader, FramingRecord.Mode) || !reader.TryRead(out var mode))
            return false;
        return mode == DuplexMode ? true : throw new FramingException($"framing mode {mode}", FramingFault.UnsupportedMode);
    }

    private static bool TryReadVia(ref SequenceReader<byte> reader, int bytesMax, out string via)
    {
        via = "";
        if (!TryExpect(ref reader, FramingRecord.Via) || !MultiByteInt31.TryRead(ref reader, out var size))
            return false;
        if (size > bytesMax)
            throw new FramingException($"an address of {size} bytes", FramingFault.ViaTooLong);
        if (!reader.TryReadExact(size, out var bytes))
            return false;
        via = ReadText(bytes);
        return true;
    }

    private static bool TryReadEncoding(ref SequenceReader<byte> reader)
    {
        if (!reader.TryRead(out var record))
            return false;
        if (record == (byte)FramingRecord.ExtensibleEncoding)
            return TryReadContentType(ref reader);
        Require(record, FramingRecord.KnownEncoding);
        if (!reader.TryRead(out var encoding))
            return false;
        return encoding == BinaryWithSessionDictionary
            ? true
            : throw new FramingException($"message encoding {encoding}", FramingFault.ContentTypeInvalid);
    }

    private static bool TryReadContentType(ref SequenceReader<byte> reader)
    {
        if (!MultiByteInt31.TryRead(ref reader, out var size))
            return false;
        throw size > ContentTypeBytesMax
            ? new FramingException($"a content type of {size} bytes", FramingFault.ContentTypeTooLong)
            : new FramingException("a message encoding other than binary with sessions", FramingFault.ContentTypeInvalid);
    }

    /// <summary>Reads what follows the encoding, and each upgrade.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="upgrade">The next upgrade that the peer asks for; null for Preamble End.</param>
    /// <returns>False when bytes are missing.</returns>
    public static bool TryReadNext(ref SequenceReader<byte> reader, out string? upgrade)
    {
        upgrade = null;
        if (!reader.TryRead(out var record))
            return false;
        if (record != (byte)FramingRecord.UpgradeRequest)
        {
            Require(record, FramingRecord.PreambleEnd);
            return true;
        }

        if (!MultiByteInt31.TryRead(ref reader, out var size))
            return false;
        if (size > UpgradeBytesMax)
            throw new FramingException($"an upgrade whose name has {size} bytes", FramingFault.UpgradeInvalid);
        if (!reader.TryReadExact(size, out var name))
            return false;
        upgrade = ReadText(name);
        return true;
    }

    private static bool TryExpect(ref SequenceReader<byte> reader, FramingRecord expected)
    {
        if (!reader.TryRead(out var record))
            return false;
        Require(record, expected);
        return true;
    }

    private static void Require(byte record, FramingRecord expected)
    {
        if (record != (byte)expected)
            throw new FramingException($"record 0x{record:X2} where {expected} was due");
    }

    private static string ReadText(ReadOnlySequence<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new FramingException("a text that is not UTF-8");
        }
    }
}
