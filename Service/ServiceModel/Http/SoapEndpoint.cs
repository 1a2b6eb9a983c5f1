using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Http;

/// <summary>A service at one HTTP address, in both versions of SOAP.</summary>
internal sealed partial class SoapEndpoint(ServiceDefinition service, SoapEndpointOptions options, ILogger log, TimeProvider time)
{
    private const int RetryAfterSeconds = 1;

    private readonly EnvelopeReader _reader = new(service.Operations, options);
    private readonly CredentialCheck _credentials = new(options.Credentials, time);
    private readonly Answers _answers = new();
    private readonly CallLimit _limit = new(options.ConcurrentCallsMax, options.InFlightBytesMax);

    // Clients repeat themselves.
    private SoapContentType? _lastContentType;

    public Task ServeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
            return CallAsync(context);
        if (options.MetadataPages is { } pages && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
            return pages(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = options.MetadataPages is null ? HttpMethods.Post : $"{HttpMethods.Get}, {HttpMethods.Head}, {HttpMethods.Post}";
        return Task.CompletedTask;
    }

    private async Task CallAsync(HttpContext context)
    {
        var request = new SoapRequest();
        var body = new RequestBody(context.Request, options.MessageBytesMax, _limit);
        try
        {
            if (!_limit.TryEnter())
                throw Refusals.Busy($"it serves {options.ConcurrentCallsMax} calls");
            using (body)
                await ReceiveAsync(context.Request, body, request).ConfigureAwait(false);
            await AuthenticateAsync(context, request).ConfigureAwait(false);
            await new SoapCall(service, _answers, log, context, request).RunAsync().ConfigureAwait(false);
        }
        catch (SoapRefusalException refused)
        {
            await RefuseAsync(context, request, refused).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            LogLost(log, context.TraceIdentifier, gone.Message);
        }
        finally
        {
            _limit.Exit(body.Weight);
        }
    }

    private async Task ReceiveAsync(HttpRequest http, RequestBody body, SoapRequest request)
    {
        var contentType = ContentTypeOf(http) ?? throw Refusals.ContentType(http.ContentType);
        request.Version = contentType.Version;
        // What a body may take is said here alone; a server that had less would drop the connection before the fault is sent.
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        await body.ReceiveAsync().ConfigureAwait(false);
        var action = contentType.Action ?? http.Headers["SOAPAction"].ToString().Trim().Trim('"');
        _reader.Read(body.Bytes, contentType.Encoding, action, request);
    }

    private async ValueTask AuthenticateAsync(HttpContext context, SoapRequest request)
    {
        var isKnown = context.User.Identity is { IsAuthenticated: true };
        var remote = context.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, context.Connection.RemotePort) : null;
        try
        {
            if (request.Security is null && (isKnown || !options.Credentials.RequireUserName))
            {
                if (!isKnown && await _credentials.CheckAsync(context.Connection.ClientCertificate, remote, context.RequestAborted).ConfigureAwait(false) is { } peer)
                    context.User = peer;
                return;
            }

            if (!context.Request.IsHttps)
                throw LoginException.Invalid("a username token without TLS, or none where one is required");
            if (request.Security is not { } header)
                throw LoginException.Invalid("a message without a security header");
            _credentials.CheckTime(header);
            if (header.User is not null || !isKnown)
            {
                context.User = await _credentials.CheckAsync(header, remote, context.RequestAborted).ConfigureAwait(false);
            }

            request.Stamp = time.GetUtcNow().UtcDateTime;
        }
        catch (LoginException refused)
        {
            throw Refusals.Of(refused.Fault, refused);
        }
    }

    private SoapContentType? ContentTypeOf(HttpRequest http)
    {
        var text = http.ContentType;
        var last = _lastContentType;
        if (last is null || last.Text != text)
            _lastContentType = last = SoapContentType.Parse(text) ?? last;
        return last?.Text == text ? last : null;
    }

    private async Task RefuseAsync(HttpContext context, SoapRequest request, SoapRefusalException refused)
    {
        LogRefused(log, context.TraceIdentifier, LogText.Escape($"{refused.Message} {refused.InnerException?.Message}"));
        if (refused.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        await _answers.FaultAsync(context.Response, refused.Status, request, refused.Fault).ConfigureAwait(false);
    }
}
