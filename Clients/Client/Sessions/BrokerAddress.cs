namespace WcfBroker.Client.Sessions;

/// <summary>Checks the address of a broker.</summary>
internal static class BrokerAddress
{
    public static Uri Parse(string url, BrokerConnectionOptions options)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "net.tcp" || address.Host.Length == 0)
        {
            throw new ArgumentException($"'{url}' is no net.tcp address, as net.tcp://localhost:8808/broker is.", nameof(url));
        }

        if (!address.IsLoopback && !options.IsEncrypted && !options.AllowInsecure)
        {
            throw new ArgumentException(
                $"'{address.Host}' is another machine, and payloads would travel there unencrypted: ask for TLS, or allow that explicitly.",
                nameof(url));
        }

        return address;
    }
}
