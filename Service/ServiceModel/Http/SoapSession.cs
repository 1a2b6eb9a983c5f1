using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Http;

/// <summary>A request as the service sees its caller: a session of one call.</summary>
internal sealed class SoapSession : IServiceSession, IDisposable
{
    private readonly HttpContext _context;
    private readonly Action<string> _abort;
    private readonly CancellationTokenSource _closed;

    /// <param name="context">The request.</param>
    /// <param name="outlives">Whether the call goes on when the client has left, because it was told that it need not wait.</param>
    /// <param name="abort">Drops the connection, for a reason.</param>
    public SoapSession(HttpContext context, bool outlives, Action<string> abort)
    {
        _context = context;
        _abort = abort;
        _closed = outlives ? new() : CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        // A copy, because services may ask after the source is disposed.
        Closed = _closed.Token;
    }

    public string Id => _context.TraceIdentifier;

    public EndPoint? RemoteEndPoint => EndPointOf(_context.Connection.RemoteIpAddress, _context.Connection.RemotePort);

    public EndPoint? LocalEndPoint => EndPointOf(_context.Connection.LocalIpAddress, _context.Connection.LocalPort);

    public Uri Via => new(UriHelper.BuildAbsolute(
        _context.Request.Scheme,
        _context.Request.Host.HasValue ? _context.Request.Host : new("localhost"),
        _context.Request.PathBase,
        _context.Request.Path));

    public ClaimsPrincipal? User => _context.User.Identity is { IsAuthenticated: true } ? _context.User : null;

    public X509Certificate2? ClientCertificate => _context.Connection.ClientCertificate;

    public CancellationToken Closed { get; }

    public bool IsClosedByPeer => false;

    public ICallbackChannel? Callback => null;

    public void Abort(string reason) => _abort(reason);

    public Task EndAsync() => _closed.CancelAsync();

    public void Dispose() => _closed.Dispose();

    private static IPEndPoint? EndPointOf(IPAddress? address, int port) => address is null ? null : new(address, port);
}
