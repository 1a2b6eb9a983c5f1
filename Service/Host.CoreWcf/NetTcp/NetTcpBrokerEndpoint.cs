using System.Globalization;
using System.Net;
using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Configuration;
using CoreWCF.Security;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts;
using WcfBroker.Host.CoreWcf.Dispatch;
using WcfBroker.Host.CoreWcf.Security;
using WcfBroker.Server;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Tls;

namespace WcfBroker.Host.CoreWcf.NetTcp;

/// <summary>Every contract over net.tcp.</summary>
internal sealed class NetTcpBrokerEndpoint : IBrokerEndpoint
{
    private readonly Uri _url;
    private readonly bool _requiresUserName;
    private readonly TlsOptions? _tlsOptions;
    private readonly EndpointTls? _tls;
    private readonly WcfOptions _limits;
    private readonly ConnectionGate _gate;
    private readonly SessionLifetime _sessions;
    private readonly UserNameLogins _logins;
    private TcpListenOptions? _listening;

    public NetTcpBrokerEndpoint(
        IServiceBuilder services,
        SessionLifetime sessions,
        UserNameLogins logins,
        IOptions<EndpointsOptions> endpoints,
        IOptions<WcfOptions> limits,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var endpoint = endpoints.Value.NetTcp;
        _url = new Uri(endpoint.Url);
        _requiresUserName = endpoint.RequireUserName;
        _tlsOptions = endpoint.Tls;
        _tls = EndpointTls.Create(endpoint, "NetTcp", time, loggers);
        _limits = limits.Value;
        _gate = new ConnectionGate(_limits.ConnectionsMax, _limits.ConnectionsPerAddressMax, handshakesMax: _limits.ConnectionsMax);
        (_sessions, _logins) = (sessions, logins);
        services.AddService<BrokerService>();
        var binding = CreateBinding();

        // IBroker has the operations of IPublisher: CoreWCF would not know which of two endpoints is meant.
        foreach (var contract in (Type[])[typeof(IBroker), typeof(IPullSubscriber), typeof(IBrokerAdministration)])
            services.AddServiceEndpoint<BrokerService>(contract, binding, _url.AbsolutePath);
        services.ConfigureServiceHostBase<BrokerService>(Secure);
    }

    public string Name => "NetTcp";

    public string Address => $"net.tcp://{_url.Host}:{(_listening?.IPEndpoint?.Port ?? _url.Port).ToString(CultureInfo.InvariantCulture)}{_url.AbsolutePath}";

    public string Purpose => $"WCF clients: NetTcpBinding, security mode {Mode}";

    public int Connections => _gate.Connections;

    public DateTime? CertificateEndsUtc => _tls?.CertificateEndsUtc;

    private SecurityMode Mode =>
        _tls is null ? SecurityMode.None : _requiresUserName ? SecurityMode.TransportWithMessageCredential : SecurityMode.Transport;

    /// <summary>Listens at one address: CoreWCF knows one for each protocol, and would take <c>localhost</c> for all of the machine.</summary>
    public void Listen(NetTcpOptions options)
    {
        var address = ListenAddress.Parse(_url);
        options.Listen(new Uri($"net.tcp://{new IPEndPoint(address.Addresses[0], address.Port)}"), listen =>
        {
            _listening = listen;
            listen.ConnectionPoolSettings.ChannelInitializationTimeout = _limits.PreambleDeadline;
            _gate.Use(listen);
        });
    }

    public Task StopAsync(CancellationToken cancellation) => _sessions.EndAsync();

    private NetTcpBinding CreateBinding()
    {
        var binding = new NetTcpBinding(Mode)
        {
            MaxReceivedMessageSize = _limits.MessageBytesMax,
            MaxBufferSize = _limits.MessageBytesMax,
            // A subscriber may be silent for hours.
            ReceiveTimeout = TimeSpan.MaxValue,
        };
        _limits.CopyTo(binding.ReaderQuotas);
        binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
        binding.Security.Transport.ClientCredentialType = _tlsOptions switch
        {
            { ClientCertificates: ClientCertificates.Require } => TcpClientCredentialType.Certificate,
            { ClientCertificates: ClientCertificates.Allow } => throw new StartException(
                "Endpoints:NetTcp:Tls:ClientCertificates = 'Allow' is not offered by this host: it asks either all clients for a certificate or none."),
            _ => TcpClientCredentialType.None,
        };
        return binding;
    }

    private void Secure(ServiceHostBase host)
    {
        if (_tls is null)
            return;
        var credentials = host.Credentials;
        credentials.ServiceCertificate.Certificate = _tls.Current().ServerCertificateContext!.TargetCertificate;
        credentials.UserNameAuthentication.UserNamePasswordValidationMode = UserNamePasswordValidationMode.Custom;
        credentials.UserNameAuthentication.CustomUserNamePasswordValidator = _logins;
        credentials.ClientCertificate.Authentication.CertificateValidationMode = X509CertificateValidationMode.Custom;
        credentials.ClientCertificate.Authentication.CustomCertificateValidator = new ClientCertificateValidator(_tls);
    }
}
