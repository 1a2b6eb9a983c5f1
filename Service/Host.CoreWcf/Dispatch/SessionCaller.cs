using System.Diagnostics.CodeAnalysis;
using System.Net;
using CoreWCF;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>A session over net.tcp as the service sees its caller.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source of tokens without a timer holds nothing to dispose.")]
internal sealed class SessionCaller : ICaller
{
    private readonly IContextChannel _channel;
    private readonly IPEndPoint _address;
    private readonly Func<ISubscriberChannel?> _callbacks;
    private readonly CancellationTokenSource _ended = new();

    public SessionCaller(IContextChannel channel, IPEndPoint address, Identity? user, Func<ISubscriberChannel?> callbacks)
    {
        (_channel, _address, User, _callbacks) = (channel, address, user, callbacks);
        Address = $"net.tcp {address}";
        channel.Closed += (_, _) => _ended.Cancel();
        channel.Faulted += (_, _) => _ended.Cancel();
        if (channel.State is not CommunicationState.Opened)
            _ended.Cancel();
    }

    public Identity? User { get; }

    public bool IsLocal => IPAddress.IsLoopback(_address.Address);

    public Protocol Protocol => Protocol.NetTcp;

    public string Address { get; }

    public ISubscriberChannel? Channel => _callbacks();

    public CancellationToken Ended => _ended.Token;

    public bool HasLeft => _channel.State is CommunicationState.Closing or CommunicationState.Closed;

    public void Abort(string reason) => _channel.Abort();
}
