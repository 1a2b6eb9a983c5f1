using System.Diagnostics;
using System.ServiceModel.Channels;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>
/// The W3C trace context that a request brings in its SOAP headers <c>traceparent</c> and <c>tracestate</c>, in the namespace that OpenTelemetry's
/// instrumentation of WCF and CoreWCF use.
/// </summary>
internal readonly record struct TraceContext(string? Parent, string? State)
{
    public const string Namespace = "https://www.w3.org/TR/trace-context/";

    private const string ParentName = "traceparent";
    private const string StateName = "tracestate";

    /// <summary>The context in the headers of a message. Of a header that is there twice the first counts.</summary>
    public static TraceContext Read(MessageHeaders headers)
    {
        var context = default(TraceContext);
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Namespace != Namespace)
                continue;
            using var reader = headers.GetReaderAtHeader(i);
            context = context.With(reader);
        }

        return context;
    }

    /// <summary>This context with what the header says that a reader stands at; it is read to its end.</summary>
    public TraceContext With(XmlDictionaryReader reader)
    {
        if (Parent is null && reader.LocalName == ParentName)
            return this with { Parent = Text(reader) };
        if (State is null && reader.LocalName == StateName)
            return this with { State = Text(reader) };
        reader.Skip();
        return this;
    }

    /// <summary>Makes the context that of what runs from now on, until what is returned is disposed; null if there is none that is well-formed.</summary>
    public Activity? Enter() => ActivityContext.TryParse(Parent, State, out _)
        ? new Activity("WcfBroker.ServiceModel.Call") { TraceStateString = State }.SetParentId(Parent!).Start()
        : null;

    // A header with elements in it is none of these.
    private static string Text(XmlDictionaryReader reader)
    {
        var isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        var text = isEmpty ? "" : reader.ReadContentAsString();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
            reader.Skip();
        if (!isEmpty)
            reader.ReadEndElement();
        return text.Trim();
    }
}
