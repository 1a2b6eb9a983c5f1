using System.Xml;

namespace WcfBroker.ServiceModel.Security;

/// <summary>Reads WS-Security headers: Timestamp and UsernameToken; what else is in them is passed over.</summary>
internal static class SecurityHeaderReader
{
    private const int TimeCharsMax = 64;
    private const int ContextCharsMax = 128;

    /// <param name="reader">Stands at the header; afterwards behind it.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="LoginException">Something is said twice, is too long, or is not understood.</exception>
    public static SecurityHeader Read(XmlDictionaryReader reader, CredentialOptions options)
    {
        var header = new SecurityHeader(null, null, null, null, null, null);
        ReadChildren(reader, () => header = reader switch
        {
            _ when reader.IsStartElement("Timestamp", SecurityNames.Utility) => ReadTimestamp(reader, header),
            _ when reader.IsStartElement("UsernameToken", SecurityNames.Security) => ReadToken(reader, header, options),
            _ when reader.IsStartElement("SecurityContextToken", SecurityNames.Conversation) => ReadContext(reader, header),
            _ => Skip(reader, header),
        });
        return header;
    }

    private static SecurityHeader ReadTimestamp(XmlDictionaryReader reader, SecurityHeader header)
    {
        if (header.Created is not null)
            throw LoginException.Invalid("two time stamps");
        ReadChildren(reader, () => header = reader switch
        {
            _ when reader.IsStartElement("Created", SecurityNames.Utility) => header with { Created = ReadTime(reader) },
            _ when reader.IsStartElement("Expires", SecurityNames.Utility) => header with { Expires = ReadTime(reader) },
            _ => Skip(reader, header),
        });
        return header;
    }

    private static SecurityHeader ReadToken(XmlDictionaryReader reader, SecurityHeader header, CredentialOptions options)
    {
        if (header.User is not null)
            throw LoginException.Invalid("two username tokens");
        string? name = null, password = null;
        ReadChildren(reader, () =>
        {
            if (reader.IsStartElement("Username", SecurityNames.Security))
                name = ReadText(reader, options.UserNameCharsMax);
            else if (reader.IsStartElement("Password", SecurityNames.Security))
                password = ReadPassword(reader, options.PasswordCharsMax);
            else if (reader.IsStartElement("Nonce", SecurityNames.Security))
                header = header with { Nonce = ReadText(reader, options.NonceCharsMax) };
            else if (reader.IsStartElement("Created", SecurityNames.Utility))
                header = header with { TokenCreated = ReadTime(reader) };
            else
                reader.Skip();
        });
        return string.IsNullOrEmpty(name) || password is null
            ? throw LoginException.Invalid("a username token without name or password")
            : header with { User = new(name, password) };
    }

    private static SecurityHeader ReadContext(XmlDictionaryReader reader, SecurityHeader header)
    {
        ReadChildren(reader, () => header = reader.IsStartElement("Identifier", SecurityNames.Conversation)
            ? header with { Context = ReadText(reader, ContextCharsMax) }
            : Skip(reader, header));
        return header;
    }

    private static string ReadPassword(XmlDictionaryReader reader, int charsMax) =>
        reader.GetAttribute("Type") is null or "" or SecurityNames.PasswordText
            ? ReadText(reader, charsMax)
            : throw LoginException.Invalid("a password in another form than text");

    private static DateTime ReadTime(XmlDictionaryReader reader)
    {
        var text = ReadText(reader, TimeCharsMax);
        try
        {
            return XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.Utc);
        }
        catch (FormatException)
        {
            throw LoginException.Invalid("a time that is none");
        }
    }

    private static string ReadText(XmlDictionaryReader reader, int charsMax)
    {
        var name = reader.LocalName;
        var text = reader.ReadElementContentAsString();
        return text.Length <= charsMax ? text : throw LoginException.Invalid($"a {name} of {text.Length} characters, where {charsMax} are accepted");
    }

    private static SecurityHeader Skip(XmlDictionaryReader reader, SecurityHeader header)
    {
        reader.Skip();
        return header;
    }

    private static void ReadChildren(XmlDictionaryReader reader, Action readChild)
    {
        var isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        while (!isEmpty && reader.MoveToContent() == XmlNodeType.Element)
            readChild();
        if (!isEmpty)
            reader.ReadEndElement();
    }
}
