using System.Diagnostics.CodeAnalysis;
using System.Net;
using CoreWCF;
using WcfBroker.Core.Sessions;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>A session over net.tcp as the service sees its caller.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source of tokens without a timer holds nothing to dispose.")]
internal sealed partial class SessionCaller : ICaller
{
    private readonly IContextChannel _channel;
    private readonly IPEndPoint _address;
    private readonly Func<ISubscriberChannel?> _callbacks;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();

    public SessionCaller(IContextChannel channel, IPEndPoint address, Identity? user, Func<ISubscriberChannel?> callbacks, ILogger logger)
    {
        (_channel, _address, User, _callbacks, _logger) = (channel, address, user, callbacks, logger);
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

    // CoreWCF closes a session that was lost as it does one that was left: what was under way counts as tried.
    public bool HasLeft => false;

    public void Abort(string reason)
    {
        if (Ended.IsCancellationRequested)
            return;
        SessionAborted(_logger, Address, reason);
        _channel.Abort();
    }

    [LoggerMessage(EventIds.SessionAborted, LogLevel.Warning, "The session of {Address} was ended: {Reason}")]
    private static partial void SessionAborted(ILogger logger, string address, string reason);
}
