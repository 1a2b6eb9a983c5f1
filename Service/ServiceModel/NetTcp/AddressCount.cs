using System.Net;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Counts the connections of each address.</summary>
internal sealed class AddressCount
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];

    public bool TryEnter(EndPoint? remote, int max)
    {
        if (remote is not IPEndPoint { Address: var address })
            return true;
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(address);
            if (count >= max)
                return false;
            _counts[address] = count + 1;
            return true;
        }
    }

    public void Exit(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
            return;
        lock (_lock)
        {
            if (--_counts[address] == 0)
                _counts.Remove(address);
        }
    }
}
