using Microsoft.AspNetCore.Connections;
using WcfBroker.Contracts;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.Fuzz.Targets;

/// <summary>All of a session over net.tcp: preamble, framing, binary XML, dispatch, the service.</summary>
internal sealed class NetTcpTarget : IFuzzTarget
{
    private readonly Func<ConnectionContext, Task> _serve = new NetTcpEndpoint(
        NetTcpSide.Address, FuzzBroker.Shared.Serve(typeof(IPublisher), typeof(IBrokerAdministration)), null, FailureLog.Instance).ServeAsync;

    public void Run(byte[] input)
    {
        _serve(new BytesConnection(input)).GetAwaiter().GetResult();
        FailureLog.Instance.Check();
    }
}
