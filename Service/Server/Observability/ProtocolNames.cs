using WcfBroker.Core.Sessions;

namespace WcfBroker.Server.Observability;

/// <summary>The protocols as metrics and traces name them.</summary>
internal static class ProtocolNames
{
    public const string Attribute = "network.protocol.name";

    private static readonly string[] Names = ["other", "net.tcp", "soap", "http", "original"];

    private static readonly KeyValuePair<string, object?>[] Tags = Array.ConvertAll(Names, name => new KeyValuePair<string, object?>(Attribute, name));

    public static IEnumerable<Protocol> All => Enum.GetValues<Protocol>();

    public static string Of(Protocol protocol) => Names[(int)protocol];

    public static KeyValuePair<string, object?> Tag(Protocol protocol) => Tags[(int)protocol];
}
