using Microsoft.Extensions.Logging;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Observation;
using WcfBroker.OriginalProtocol.Topics;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>What the parts of one client's session share.</summary>
internal sealed record SessionContext(
    SessionId Id, Mechanism Mechanism, TopicListFrames TopicLists, BrokerLoop Loop, OriginalProtocolOptions Options)
{
    public required OriginalProtocolCounters Counters { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>What the client may do; null when it may do everything.</summary>
    public IClientAccess? Access { get; init; }

    /// <summary>Who sees its messages; null for nobody.</summary>
    public IMessageObserver? Observer { get; init; }

    public required TimeProvider Time { get; init; }
}
