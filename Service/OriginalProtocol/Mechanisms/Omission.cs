namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>Why a message cannot be carried to the clients of a mechanism.</summary>
public enum Omission
{
    None,

    /// <summary>The body is not UTF-8 text.</summary>
    NotText,

    /// <summary>The body or the topic has characters that XML 1.0 forbids.</summary>
    NotXml,

    /// <summary>The frame would pass the 99,999 bytes that its prefix can announce.</summary>
    TooLong,
}
