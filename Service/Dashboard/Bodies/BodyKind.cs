namespace WcfBroker.Dashboard.Bodies;

/// <summary>How a body is shown.</summary>
internal enum BodyKind
{
    Empty,
    Text,
    Json,
    Xml,
    Hex,
}
