using System.Text;
using System.Xml;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Reads requests: the envelope, the headers that concern the dispatcher, and the arguments of the operation.</summary>
internal sealed class EnvelopeReader(DispatchTable operations, SoapEndpointOptions options)
{
    private static readonly StaticDictionary Names = StaticDictionary.Instance;

    private readonly DefaultObjectPool<XmlDictionaryReader> _readers = new(new ReaderPolicy());
    private readonly XmlDictionaryReaderQuotas _quotas = options.CreateQuotas();
    private readonly XmlGuard _guard = new(options);

    /// <param name="bytes">The whole envelope. What is read from it is copied.</param>
    /// <param name="encoding">The encoding that the content type says.</param>
    /// <param name="httpAction">The action named by the HTTP headers.</param>
    /// <param name="request">Knows the version; what was read before a refusal stands there as well.</param>
    /// <exception cref="SoapRefusalException">The envelope does not become a call.</exception>
    public void Read(ArraySegment<byte> bytes, Encoding encoding, string? httpAction, SoapRequest request)
    {
        var reader = _readers.Get();
        try
        {
            if (encoding != Encoding.UTF8)
                bytes = Utf16.ToUtf8(bytes, encoding);
            _guard.Check(bytes);
            ((IXmlTextReaderInitializer)reader).SetInput(bytes.Array!, bytes.Offset, bytes.Count, Encoding.UTF8, _quotas, null);
            ReadHead(reader, request);
            Dispatch(reader, httpAction, request);
            request.Arguments = request.Operation!.Request.Read(reader);
            while (reader.Read())
            {
                // Only an envelope that is whole is a call.
            }
        }
        catch (LoginException refused)
        {
            throw Refusals.Of(refused.Fault, refused);
        }
        catch (MessageBodyException unreadable)
        {
            throw Refusals.Of(FaultMap.Unreadable(request.Operation!, unreadable), unreadable.InnerException);
        }
        catch (Exception malformed) when (malformed is not SoapRefusalException)
        {
            // The reader documents no closed list of exceptions for hostile bytes; all of them mean the same here.
            throw Refusals.Malformed(malformed);
        }
        finally
        {
            reader.Close();
            _readers.Return(reader);
        }
    }

    // Ends at what stands in the body.
    private void ReadHead(XmlDictionaryReader reader, SoapRequest request)
    {
        var ns = request.Version.Namespace;
        reader.MoveToContent();
        if (reader.IsLocalName(Names.Envelope) && !reader.IsNamespaceUri(ns))
            throw Refusals.VersionMismatch(request.Version, reader.NamespaceURI);
        reader.ReadStartElement(Names.Envelope, ns);
        if (reader.IsStartElement(Names.Header, ns))
            ReadChildren(reader, request, ReadHeader);
        if (request.NotUnderstood is { } header)
            throw Refusals.Of(FaultMap.NotUnderstood(header.Name, header.Namespace));
        reader.ReadStartElement(Names.Body, ns);
        reader.MoveToContent();
    }

    private static void ReadChildren(XmlDictionaryReader reader, SoapRequest request, Action<XmlDictionaryReader, SoapRequest> readChild)
    {
        var isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        while (!isEmpty && reader.MoveToContent() != XmlNodeType.EndElement)
            readChild(reader, request);
        if (!isEmpty)
            reader.ReadEndElement();
    }

    private void ReadHeader(XmlDictionaryReader reader, SoapRequest request)
    {
        var version = request.Version;
        var role = reader.GetAttribute(version.RoleAttribute, version.Namespace);
        var isForUs = string.IsNullOrEmpty(role) || version.Roles.Contains(role);
        if (isForUs && reader.IsNamespaceUri(Names.AddressingNamespace))
        {
            ReadAddressing(reader, request);
            return;
        }

        if (isForUs && reader.NamespaceURI == TraceContext.Namespace)
        {
            request.Trace = request.Trace.With(reader);
            return;
        }

        if (isForUs && options.Credentials.Validator is not null && reader.IsStartElement(SecurityNames.Header, SecurityNames.Security))
        {
            request.Security = request.Security is null ? SecurityHeaderReader.Read(reader, options.Credentials) : throw LoginException.Invalid("two security headers");
            return;
        }

        if (isForUs && reader.GetAttribute(Names.MustUnderstand, version.Namespace) is "1" or "true")
            request.NotUnderstood ??= new(reader.LocalName, reader.NamespaceURI);
        reader.Skip();
    }

    private static void ReadAddressing(XmlDictionaryReader reader, SoapRequest request)
    {
        if (reader.IsLocalName(Names.Action))
            request.Action = ReadOnce(reader, request.Action);
        else if (reader.IsLocalName(Names.MessageId))
            request.MessageId = ReadOnce(reader, request.MessageId);
        else if (reader.IsLocalName(Names.ReplyTo) || reader.IsLocalName("FaultTo"))
            ReadChildren(reader, request, ReadAddress);
        else
            reader.Skip();
    }

    private static string ReadOnce(XmlDictionaryReader reader, string? before) => before is null
        ? reader.ReadElementContentAsString().Trim()
        : throw Refusals.Addressing("InvalidAddressingHeader", $"The header {reader.LocalName} was sent twice.");

    private static void ReadAddress(XmlDictionaryReader reader, SoapRequest request)
    {
        if (reader.IsStartElement(Names.Address, Names.AddressingNamespace))
            request.WantsAnswerElsewhere |= reader.ReadElementContentAsString().Trim() != Names.Anonymous.Value;
        else
            reader.Skip();
    }

    private void Dispatch(XmlDictionaryReader reader, string? httpAction, SoapRequest request)
    {
        if (string.IsNullOrEmpty(httpAction))
            httpAction = null;
        if (request.Action is { } addressed && httpAction is not null && httpAction != addressed)
            throw Refusals.Addressing("ActionMismatch", "The HTTP headers name another action than the header Action.");
        var action = request.Action ?? httpAction;
        var isFound = action is null
            ? operations.TryFindByBody(reader.LocalName, reader.NamespaceURI, out var operation)
            : operations.TryFind(action, out operation);
        if (!isFound)
            throw Refusals.UnknownAction(action ?? reader.LocalName, request.IsAddressed);
        request.Operation = operation!;
        if (operation!.IsOneWay || !request.IsAddressed)
            return;
        if (request.MessageId is null)
            throw Refusals.Addressing("MessageAddressingHeaderRequired", "The header MessageID is required where an answer is expected.");
        if (request.WantsAnswerElsewhere)
            throw Refusals.Addressing("OnlyAnonymousAddressSupported", "Answers go back on the connection of the request and nowhere else.");
    }

    private sealed class ReaderPolicy : PooledObjectPolicy<XmlDictionaryReader>
    {
        // A reader is made over some document; the quotas that count come with each envelope.
        public override XmlDictionaryReader Create() => XmlDictionaryReader.CreateTextReader("<a/>"u8.ToArray(), new());

        public override bool Return(XmlDictionaryReader obj) => true;
    }
}
