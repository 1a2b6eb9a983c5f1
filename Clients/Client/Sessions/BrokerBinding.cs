using System.ServiceModel;
using System.ServiceModel.Channels;

namespace WcfBroker.Client.Sessions;

/// <summary>The net.tcp binding: the security that was asked for, and quotas for the largest message that a broker can be set to carry.</summary>
internal static class BrokerBinding
{
    /// <summary>A payload of 16 MiB with its headers and envelope.</summary>
    private const int ReceivedBytesMax = 32 * 1024 * 1024;

    /// <summary>Above the longest call that the library makes; each call has its own, shorter limit.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromMinutes(11);

    /// <summary>The broker breaks a longer silence with keep-alive notices: past this the connection is dead.</summary>
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public static Binding Create(BrokerConnectionOptions options)
    {
        var binding = new NetTcpBinding(options.IsEncrypted ? SecurityMode.Transport : SecurityMode.None)
        {
            MaxReceivedMessageSize = ReceivedBytesMax,
            MaxBufferSize = ReceivedBytesMax,
        };
        binding.ReaderQuotas.MaxArrayLength = ReceivedBytesMax;
        binding.ReaderQuotas.MaxStringContentLength = ReceivedBytesMax;
        binding.Security.Transport.ClientCredentialType =
            options.ClientCertificate is null ? TcpClientCredentialType.None : TcpClientCredentialType.Certificate;
        if (options.Credentials is null)
            return WithTimeouts(binding, options.ConnectTimeout);
        binding.Security.Mode = SecurityMode.TransportWithMessageCredential;
        binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
        if (options.ClientCertificate is null)
            return WithTimeouts(binding, options.ConnectTimeout);
        var elements = binding.CreateBindingElements();
        elements.Find<SslStreamSecurityBindingElement>().RequireClientCertificate = true;
        return WithTimeouts(new CustomBinding(elements), options.ConnectTimeout);
    }

    private static Binding WithTimeouts(Binding binding, TimeSpan openTimeout)
    {
        binding.OpenTimeout = openTimeout;
        binding.SendTimeout = SendTimeout;
        binding.ReceiveTimeout = ReceiveTimeout;
        binding.CloseTimeout = CloseTimeout;
        return binding;
    }
}
