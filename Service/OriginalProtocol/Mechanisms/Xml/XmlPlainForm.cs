namespace WcfBroker.OriginalProtocol.Mechanisms.Xml;

/// <summary>The form in which all known clients write: fixed pieces, and between them text that means itself.</summary>
internal static class XmlPlainForm
{
    public static bool TryRead(ReadOnlySpan<byte> payload, out ClientMessage message)
    {
        message = default;
        var shape = XmlMechanism.Instance;
        var rest = payload;
        if (!rest.StartsWith(shape.BeforeMethod) || !rest.EndsWith(shape.AfterText))
            return false;
        rest = rest[shape.BeforeMethod.Length..];
        if (!TryTake(ref rest, shape.BeforeTopic, out var method) || !TryTake(ref rest, shape.BeforeText, out var topic)
            || rest.Length < shape.AfterText.Length)
        {
            return false;
        }

        var text = rest[..^shape.AfterText.Length];
        if (!IsPlainAttribute(method) || !IsPlainAttribute(topic) || !XmlText.IsPlainText(text))
            return false;
        message = new ClientMessage { MethodName = method, Topic = topic, Text = text };
        return true;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> end, out ReadOnlySpan<byte> taken)
    {
        var at = rest.IndexOf(end);
        taken = at < 0 ? default : rest[..at];
        rest = at < 0 ? rest : rest[(at + end.Length)..];
        return at >= 0;
    }

    // A parser turns white space of an attribute into blanks; the quote is not plain anyway.
    private static bool IsPlainAttribute(ReadOnlySpan<byte> text) => XmlText.IsPlainText(text) && !text.ContainsAny((byte)'\t', (byte)'\n');
}
