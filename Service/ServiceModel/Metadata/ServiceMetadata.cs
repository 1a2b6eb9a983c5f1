using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Metadata.Exchange;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>
/// Tells tools what a service is: as WSDL and schemas over HTTP, and as WS-MetadataExchange wherever <see cref="Exchange"/> is served.
/// </summary>
public sealed class ServiceMetadata
{
    private const string WsdlKey = "wsdl";
    private const string SchemaKey = "xsd";
    private const string SingleKey = "singleWsdl";
    private const string HttpKey = "httpWsdl";
    private static readonly XmlWriterSettings Format = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    private readonly Lazy<ServiceDocuments> _documents;
    private readonly Lazy<ServiceDocuments> _httpDocuments;

    /// <summary>Describes a service. Its contracts are read when the first document is wanted, so that a start does not wait for them.</summary>
    /// <param name="name">The name of the service.</param>
    /// <param name="ns">The XML namespace of the service; with that of its contracts all of it fits one WSDL document.</param>
    /// <param name="endpoints">Where its contracts are served.</param>
    public ServiceMetadata(string name, string ns, params MetadataEndpoint[] endpoints)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(ns);
        ArgumentNullException.ThrowIfNull(endpoints);
        _documents = new(() => new(name, ns, endpoints));
        _httpDocuments = new(() => new(name, ns, endpoints.Where(e => e.Protocol != EndpointProtocol.NetTcp)));
        Exchange = ServiceDefinition.Create(session => new MetadataExchange(_documents.Value, session.Via), typeof(IMetadataExchange));
    }

    /// <summary>WS-MetadataExchange as a service, to be served at an address of its own: by custom that of the service with <c>/mex</c>.</summary>
    public ServiceDefinition Exchange { get; }

    /// <summary>The document that a query asks for.</summary>
    /// <param name="query">
    /// <c>?wsdl</c>, <c>?wsdl=wsdl0</c>, <c>?xsd=xsd0</c>, <c>?singleWsdl</c>, or <c>?httpWsdl</c>: the endpoints of HTTP in one document, for
    /// tools that fail where a contract has callbacks, as JAX-WS does.
    /// </param>
    /// <param name="page">The address that was requested: documents refer to each other by it, and all endpoints get its host.</param>
    /// <returns>The document as UTF-8; null if the query asks for none, or for one that does not exist.</returns>
    /// <exception cref="UnsupportedContractException">A contract cannot be described; the message says why.</exception>
    public byte[]? Find(string? query, Uri page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var view = new MetadataView(_documents.Value, page.Host, page);
        var document = Question(query) switch
        {
            (WsdlKey, "") => view.Wsdls.First(),
            (WsdlKey, var name) => Numbered(view.Wsdls.Skip(1), WsdlKey, name),
            (SchemaKey, var name) => Numbered(view.Schemas, SchemaKey, name),
            (SingleKey, _) => view.Single(),
            (HttpKey, _) => new MetadataView(_httpDocuments.Value, page.Host, page).Single(),
            _ => null,
        };
        return document is null ? null : ToBytes(document);
    }

    /// <summary>Answers a GET or HEAD request whose query asks for metadata.</summary>
    /// <returns>Whether it did; if not, the response is untouched.</returns>
    public async Task<bool> TryWriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (method, query) = (context.Request.Method, context.Request.QueryString.Value);
        if (Question(query) is null || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
            return false;
        if (!RequestedPage.TryRead(context.Request, out var page))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The Host header names no host.").ConfigureAwait(false);
        else if (Find(query, page) is { } document)
            await WriteAsync(context, "text/xml; charset=utf-8", document).ConfigureAwait(false);
        else
            await RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such document; see ?wsdl.").ConfigureAwait(false);
        return true;
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(reason));
    }

    private static async Task WriteAsync(HttpContext context, string contentType, byte[] content)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    private static (string Key, string Name)? Question(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        foreach (var key in (string[])[WsdlKey, SchemaKey, SingleKey, HttpKey])
        {
            if (values.TryGetValue(key, out var name))
                return (key, name.ToString());
        }

        return null;
    }

    private static XElement? Numbered(IEnumerable<XElement> documents, string kind, string name) =>
        name.StartsWith(kind, StringComparison.OrdinalIgnoreCase) &&
        int.TryParse(name.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? documents.ElementAtOrDefault(number)
            : null;

    private static byte[] ToBytes(XElement document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Format))
            document.Save(writer);
        return bytes.ToArray();
    }
}
