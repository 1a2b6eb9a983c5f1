using System.Security.Cryptography;
using System.Xml;

namespace WcfBroker.ServiceModel.Security;

/// <summary>
/// The answers of [WS-Trust] and [WS-SecureConversation], as of February 2005, with which NetTcpBinding begins and ends its sessions.
/// </summary>
internal static class SecurityContextReply
{
    private const int EntropyBytes = 32;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <param name="writer">Stands in the body.</param>
    /// <param name="context">The token that is given; null when one is taken back.</param>
    /// <param name="now">The time.</param>
    public static void Write(XmlDictionaryWriter writer, string? context, DateTime now)
    {
        writer.WriteStartElement("t", "RequestSecurityTokenResponse", SecurityNames.Trust);
        writer.WriteXmlnsAttribute("u", SecurityNames.Utility);
        if (context is null)
            writer.WriteElementString("t", "RequestedTokenCancelled", SecurityNames.Trust, "");
        else
            WriteToken(writer, context, now);
        writer.WriteEndElement();
    }

    private static void WriteToken(XmlDictionaryWriter writer, string context, DateTime now)
    {
        const string id = "context-1";
        writer.WriteElementString("t", "TokenType", SecurityNames.Trust, SecurityNames.ContextToken);
        Start("RequestedSecurityToken");
        writer.WriteStartElement("c", "SecurityContextToken", SecurityNames.Conversation);
        writer.WriteAttributeString("u", "Id", SecurityNames.Utility, id);
        writer.WriteElementString("c", "Identifier", SecurityNames.Conversation, context);
        writer.WriteEndElement();
        writer.WriteEndElement();
        WriteReference(writer, "RequestedAttachedReference", $"#{id}");
        WriteReference(writer, "RequestedUnattachedReference", context);
        Start("RequestedProofToken");
        writer.WriteElementString("t", "ComputedKey", SecurityNames.Trust, SecurityNames.ComputedKey);
        writer.WriteEndElement();
        Start("Entropy");
        Start("BinarySecret");
        writer.WriteAttributeString("Type", SecurityNames.Nonce);
        writer.WriteString(Convert.ToBase64String(RandomNumberGenerator.GetBytes(EntropyBytes)));
        writer.WriteEndElement();
        writer.WriteEndElement();
        Start("Lifetime");
        SecurityTimestamp.WriteTimes(writer, now, now + Life);
        writer.WriteEndElement();
        writer.WriteElementString("t", "KeySize", SecurityNames.Trust, $"{8 * EntropyBytes}");

        void Start(string name) => writer.WriteStartElement("t", name, SecurityNames.Trust);
    }

    private static void WriteReference(XmlDictionaryWriter writer, string name, string uri)
    {
        writer.WriteStartElement("t", name, SecurityNames.Trust);
        writer.WriteStartElement("o", "SecurityTokenReference", SecurityNames.Security);
        writer.WriteStartElement("o", "Reference", SecurityNames.Security);
        writer.WriteAttributeString("ValueType", SecurityNames.ContextToken);
        writer.WriteAttributeString("URI", uri);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
