using System.ServiceModel;

namespace WcfBroker.Client.Sessions;

/// <summary>The net.tcp binding: no security, and quotas for the largest message that a broker can be set to carry.</summary>
internal static class BrokerBinding
{
    /// <summary>A payload of 16 MiB with its headers and envelope.</summary>
    private const int ReceivedBytesMax = 32 * 1024 * 1024;

    /// <summary>Above the longest call that the library makes; each call has its own, shorter limit.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromMinutes(11);

    /// <summary>The broker breaks a longer silence with keep-alive notices: past this the connection is dead.</summary>
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public static NetTcpBinding Create(TimeSpan openTimeout)
    {
        var binding = new NetTcpBinding(SecurityMode.None)
        {
            MaxReceivedMessageSize = ReceivedBytesMax,
            MaxBufferSize = ReceivedBytesMax,
            OpenTimeout = openTimeout,
            SendTimeout = SendTimeout,
            ReceiveTimeout = ReceiveTimeout,
            CloseTimeout = CloseTimeout,
        };
        binding.ReaderQuotas.MaxArrayLength = ReceivedBytesMax;
        binding.ReaderQuotas.MaxStringContentLength = ReceivedBytesMax;
        return binding;
    }
}
