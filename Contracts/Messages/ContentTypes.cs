namespace WcfBroker.Contracts.Messages;

/// <summary>Media types in common use. Any other is carried as well.</summary>
public static class ContentTypes
{
    /// <summary>Text, as UTF-8.</summary>
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>JSON, as UTF-8.</summary>
    public const string Json = "application/json";

    /// <summary>XML.</summary>
    public const string Xml = "application/xml";

    /// <summary>Bytes with no stated meaning.</summary>
    public const string Bytes = "application/octet-stream";
}
