using System.Text;
using Microsoft.AspNetCore.Connections;
using WcfBroker.Contracts;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.Fuzz.Targets;

/// <summary>A session over net.tcp: framing, binary XML, dispatch, the service.</summary>
internal sealed class NetTcpTarget : IFuzzTarget
{
    private static readonly Uri Address = new("net.tcp://localhost:1/b");

    private readonly Func<ConnectionContext, Task> _serve;
    private readonly byte[] _preamble;

    /// <param name="withPreamble">Whether inputs are what follows a good preamble, or all of a session.</param>
    public NetTcpTarget(bool withPreamble)
    {
        _serve = new NetTcpEndpoint(
            Address, FuzzBroker.Serve(typeof(IPublisher), typeof(IBrokerAdministration)), null, FailureLog.Instance).ServeAsync;
        _preamble = withPreamble ? Preamble() : [];
    }

    public void Run(byte[] input)
    {
        _serve(new BytesConnection([.. _preamble, .. input])).GetAwaiter().GetResult();
        FailureLog.Instance.Check();
    }

    private static byte[] Preamble() =>
    [
        (byte)FramingRecord.Version, 1, 0,
        (byte)FramingRecord.Mode, 2,
        (byte)FramingRecord.Via, (byte)Address.AbsoluteUri.Length, .. Encoding.ASCII.GetBytes(Address.AbsoluteUri),
        (byte)FramingRecord.KnownEncoding, 8,
        (byte)FramingRecord.PreambleEnd,
    ];
}
