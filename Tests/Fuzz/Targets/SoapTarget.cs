using System.Xml;
using Microsoft.AspNetCore.Http;
using WcfBroker.Contracts;
using WcfBroker.ServiceModel.Http;

namespace WcfBroker.Fuzz.Targets;

/// <summary>A POST of a SOAP envelope, with or without WS-Security inside TLS; the first byte of the input says its content type.</summary>
internal sealed class SoapTarget : IFuzzTarget
{
    private static readonly string[] ContentTypes =
    [
        "text/xml; charset=utf-8", "application/soap+xml; charset=utf-8", "text/xml; charset=utf-16", "application/soap+xml; charset=utf-16BE",
    ];

    private readonly SoapEndpoint _endpoint;
    private readonly string _scheme;

    public SoapTarget(bool logsIn)
    {
        var options = new SoapEndpointOptions { Credentials = { RequireUserName = logsIn, Validator = logsIn ? new FuzzUsers() : null } };
        _endpoint = new SoapEndpoint(
            FuzzBroker.Shared.Serve(typeof(IPublisher), typeof(IPullSubscriber), typeof(IBrokerAdministration)), options, FailureLog.Instance, logsIn ? new FixedTime() : TimeProvider.System);
        _scheme = logsIn ? "https" : "http";
    }

    public void Run(byte[] input)
    {
        if (input.Length == 0)
            return;
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Scheme = _scheme;
        context.Request.Host = new HostString("localhost");
        context.Request.ContentType = ContentTypes[input[0] % ContentTypes.Length];
        context.Request.Body = new MemoryStream(input, 1, input.Length - 1);
        context.Request.ContentLength = input.Length - 1;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        _endpoint.ServeAsync(context).GetAwaiter().GetResult();
        FailureLog.Instance.Check();
        Check(context.Response.StatusCode, answer);
    }

    // Whatever was asked, the answer is XML.
    private static void Check(int status, MemoryStream answer)
    {
        if (status is < 200 or > 503)
            throw new InvalidOperationException($"The status is {status}.");
        answer.Position = 0;
        if (answer.Length > 0)
            new XmlDocument().Load(answer);
    }
}
