using Microsoft.Extensions.Logging;
using WcfBroker.OriginalProtocol;

namespace WcfBroker.Fuzz.Targets;

/// <summary>A client of the original protocol: handshake, frames, JSON or XML.</summary>
internal sealed class OriginalTarget : IFuzzTarget
{
    private readonly OriginalProtocolHandler _handler;

    public OriginalTarget() => _handler = new OriginalProtocolHandler(
        FuzzBroker.Shared.Sessions.Loop,
        FuzzBroker.Shared.Sessions.NextId,
        new OriginalProtocolOptions(),
        new Logger<OriginalProtocolHandler>(FailureLog.Instance),
        TimeProvider.System,
        FuzzBroker.Shared.Admission);

    public void Run(byte[] input)
    {
        _handler.OnConnectedAsync(new BytesConnection(input)).GetAwaiter().GetResult();
        FailureLog.Instance.Check();
    }
}
