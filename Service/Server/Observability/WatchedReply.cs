using System.Diagnostics;
using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Server.Observability;

/// <summary>The reply to a publish that is measured or followed: it ends what was begun, and passes the answer on.</summary>
internal sealed class WatchedReply<T>(IReply<T> reply, Activity? span, BrokerMetrics metrics, long started, Protocol protocol) : IReply<T>
{
    public void Complete(T value)
    {
        metrics.EndPublish(started, protocol);
        span?.Dispose();
        reply.Complete(value);
    }

    public void Refuse(BrokerError error)
    {
        BrokerTracing.Fail(span, error.Code);
        span?.Dispose();
        reply.Refuse(error);
    }
}
