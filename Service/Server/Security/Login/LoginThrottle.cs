using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Server.Security.Login;

/// <summary>Bounds the logins that fail from one address in a minute; of IPv6, from one network of 64 bits.</summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int AddressesMax = 10_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Attempts> _addresses = [];

    /// <summary>Takes one of an address's attempts, before it is known how it ends; false if none is left.</summary>
    public bool TryTake(IPAddress address, int failuresMax)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            var now = time.GetTimestamp();
            if (!_addresses.TryGetValue(key, out var attempts) || time.GetElapsedTime(attempts.Since, now) >= Period)
            {
                attempts = new Attempts(now, 0);
                if (_addresses.Count >= AddressesMax && !_addresses.ContainsKey(key))
                    Forget(now);
            }

            if (attempts.Count >= failuresMax)
                return false;
            _addresses[key] = attempts with { Count = attempts.Count + 1 };
            return true;
        }
    }

    /// <summary>Gives an attempt back: the login has succeeded.</summary>
    public void GiveBack(IPAddress address)
    {
        lock (_lock)
        {
            if (_addresses.TryGetValue(KeyOf(address), out var attempts) && attempts.Count > 0)
                _addresses[KeyOf(address)] = attempts with { Count = attempts.Count - 1 };
        }
    }

    // What is over, and if that is nothing, all: whoever has that many addresses is not stopped by counting them.
    private void Forget(long now)
    {
        foreach (var over in _addresses.Where(entry => time.GetElapsedTime(entry.Value.Since, now) >= Period).Select(entry => entry.Key).ToArray())
            _addresses.Remove(over);
        if (_addresses.Count >= AddressesMax)
            _addresses.Clear();
    }

    private static IPAddress KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private readonly record struct Attempts(long Since, int Count);
}
