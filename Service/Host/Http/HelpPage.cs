using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WcfBroker.Host.Metadata;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;

namespace WcfBroker.Host.Http;

/// <summary>What a person sees who opens the broker's address in a browser: what it is, where it is, and lines to paste.</summary>
internal sealed partial class HelpPage(BrokerMetadata metadata)
{
    private static readonly string Template = Read("WcfBroker.Host.Http.help.html");

    public async Task WriteAsync(HttpContext context)
    {
        var page = Encoding.UTF8.GetBytes(Render(context.Request));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(page, context.RequestAborted).ConfigureAwait(false);
    }

    private string Render(HttpRequest request)
    {
        var origin = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var (mode, login) = ClientLogin.Of(metadata.NetTcpSecurity);
        var values = new Dictionary<string, string?>
        {
            ["version"] = ProductVersion.Text,
            ["base"] = origin,
            ["soap"] = origin + SoapRoutes.Path,
            ["netTcp"] = AddressOf(nameof(EndpointsOptions.NetTcp), request.Host.Host),
            ["securityMode"] = mode,
            ["login"] = login,
            ["original"] = AddressOf(nameof(EndpointsOptions.Original), request.Host.Host),
        };
        var shown = Section().Replace(Template, match => values[match.Groups[1].Value] is null ? "" : match.Groups[2].Value);
        return Placeholder().Replace(shown, match => WebUtility.HtmlEncode(values[match.Groups[1].Value])!);
    }

    // Whoever reads the page reaches the broker by the name that the browser used.
    private string? AddressOf(string endpoint, string host) => metadata.AddressOf(endpoint) switch
    {
        null => null,
        { } address when Uri.CheckHostName(host) is UriHostNameType.Unknown => address.OriginalString,
        { } address => address.OriginalString.Replace(address.Host, host, StringComparison.OrdinalIgnoreCase),
    };

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(HelpPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"<!--\{\{if (\w+)\}\}-->\n?(.*?)<!--\{\{end\}\}-->\n?", RegexOptions.Singleline)]
    private static partial Regex Section();
}
