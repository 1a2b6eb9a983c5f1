namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Record types of [MC-NBFX] 2.2. A text record plus one also ends its element.</summary>
internal static class NbfxRecord
{
    public const byte EndElement = 0x01;
    public const byte ShortXmlnsAttribute = 0x08;
    public const byte XmlnsAttribute = 0x09;
    public const byte ShortDictionaryXmlnsAttribute = 0x0A;
    public const byte DictionaryXmlnsAttribute = 0x0B;
    public const byte PrefixDictionaryAttributeA = 0x0C;
    public const byte ShortElement = 0x40;
    public const byte ShortDictionaryElement = 0x42;
    public const byte PrefixDictionaryElementA = 0x44;
    public const byte PrefixElementA = 0x5E;
    public const byte OneText = 0x82;
    public const byte FalseTextWithEnd = 0x85;
    public const byte TrueText = 0x86;
    public const byte TrueTextWithEnd = 0x87;
    public const byte Int8TextWithEnd = 0x89;
    public const byte Int16TextWithEnd = 0x8B;
    public const byte Int32TextWithEnd = 0x8D;
    public const byte Int64TextWithEnd = 0x8F;
    public const byte DoubleTextWithEnd = 0x93;
    public const byte DateTimeTextWithEnd = 0x97;
    public const byte Chars8TextWithEnd = 0x99;
    public const byte Chars16TextWithEnd = 0x9B;
    public const byte Chars32TextWithEnd = 0x9D;
    public const byte Bytes8TextWithEnd = 0x9F;
    public const byte Bytes16TextWithEnd = 0xA1;
    public const byte Bytes32TextWithEnd = 0xA3;
    public const byte EmptyTextWithEnd = 0xA9;
    public const byte DictionaryTextWithEnd = 0xAB;
    public const byte TimeSpanTextWithEnd = 0xAF;
}
