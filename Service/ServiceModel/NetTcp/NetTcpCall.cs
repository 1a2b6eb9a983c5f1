using System.Xml;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>One call received on a session, its arguments read.</summary>
internal sealed class NetTcpCall(SessionCalls calls, Operation operation, object?[] arguments, in RequestHeaders headers, int bytes)
    : ISessionCall, IThreadPoolWorkItem
{
    public Operation Operation => operation;

    public object?[] Arguments => arguments;

    /// <summary>Null when nobody waits for an answer.</summary>
    public UniqueId? MessageId { get; } = operation.IsOneWay ? null : headers.MessageId;

    /// <summary>The trace that it is part of.</summary>
    public TraceContext Trace { get; } = headers.Trace;

    /// <summary>Whether it runs, or waits for the calls before it, and will end by itself.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The size of the message it came in.</summary>
    public int Bytes => bytes;

    /// <summary>Never throws.</summary>
    public Task RunAsync() => calls.RunAsync(this);

    public void Execute() => _ = RunAsync();
}
