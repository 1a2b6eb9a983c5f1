namespace WcfBroker.ServiceModel.Framing;

/// <summary>The faults of [MC-NMF] 2.2.3.5 that this host sends.</summary>
internal static class FramingFault
{
    public const string ContentTypeInvalid = Base + "ContentTypeInvalid";
    public const string ContentTypeTooLong = Base + "ContentTypeTooLong";
    public const string EndpointNotFound = Base + "EndpointNotFound";
    public const string MaxMessageSizeExceeded = Base + "MaxMessageSizeExceededFault";
    public const string ServiceActivationFailed = Base + "ServiceActivationFailed";
    public const string UnsupportedMode = Base + "UnsupportedMode";
    public const string UnsupportedVersion = Base + "UnsupportedVersion";
    public const string UpgradeInvalid = Base + "UpgradeInvalid";
    public const string ViaTooLong = Base + "ViaTooLong";
    private const string Base = "http://schemas.microsoft.com/ws/2006/05/framing/faults/";
}
