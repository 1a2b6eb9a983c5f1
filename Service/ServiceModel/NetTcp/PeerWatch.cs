using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>
/// Tells a peer that is gone from one that is alive and does not read. TCP keep-alive does not ask while sent bytes are unacknowledged, and
/// TCP_USER_TIMEOUT would also drop a peer whose window is closed although it acknowledges every probe. So the kernel's counters are read.
/// </summary>
internal static class PeerWatch
{
    private const int SilenceMsMax = 25_000;

    // tcp(7): level IPPROTO_TCP, option TCP_INFO, and the offsets of three fields of struct tcp_info.
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int RetransmitsOffset = 2;
    private const int ProbesOffset = 3;
    private const int LastAckReceivedOffset = 56;

    public static bool IsGone(ConnectionContext connection)
    {
        if (!OperatingSystem.IsLinux() || connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return false;
        Span<byte> info = stackalloc byte[LastAckReceivedOffset + sizeof(uint)];
        try
        {
            socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return false;
        }

        // One probe may just be on its way; a second is sent only when the first went unanswered.
        var isAsking = info[RetransmitsOffset] > 0 || info[ProbesOffset] > 1;
        return isAsking && BinaryPrimitives.ReadUInt32LittleEndian(info[LastAckReceivedOffset..]) > SilenceMsMax;
    }
}
