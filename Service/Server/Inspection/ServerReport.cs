using System.Globalization;
using Microsoft.Extensions.Options;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Inspection;

/// <summary>
/// What whoever runs the broker sees besides its messages: endpoints, settings in force, warnings. It asks nobody who they are: read it through
/// <see cref="BrokerService.InspectAsync"/>.
/// </summary>
public sealed class ServerReport
{
    private static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(30);

    private readonly IEnumerable<IBrokerEndpoint> _endpoints;
    private readonly IEnumerable<SettingsSection> _sections;
    private readonly EndpointsOptions _addresses;
    private readonly StorageOptions _options;
    private readonly BrokerStorage _storage;
    private readonly SecurityMonitor _security;
    private readonly TimeProvider _time;

    internal ServerReport(
        IEnumerable<IBrokerEndpoint> endpoints,
        IEnumerable<SettingsSection> sections,
        IOptions<EndpointsOptions> addresses,
        IOptions<StorageOptions> options,
        BrokerStorage storage,
        SecurityMonitor security,
        TimeProvider time)
    {
        (_endpoints, _sections, _storage, _security, _time) = (endpoints, sections, storage, security, time);
        (_addresses, _options) = (addresses.Value, options.Value);
    }

    /// <summary>The endpoints that are on.</summary>
    public IReadOnlyList<EndpointStatus> Endpoints() =>
        [.. _endpoints.Select(endpoint => new EndpointStatus(endpoint.Name, endpoint.Address, endpoint.Connections))];

    /// <summary>The settings in force, with secrets masked. Of a section that is there twice the later holds.</summary>
    public IReadOnlyList<Setting> Settings() =>
        SettingsList.Of(_sections.GroupBy(section => section.Name, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(section => section.Name, StringComparer.Ordinal));

    /// <summary>What is wrong, or will be.</summary>
    public IReadOnlyList<Warning> Warnings() => [.. StoreWarnings(), .. SecurityWarnings(), .. EndpointWarnings()];

    private IEnumerable<Warning> StoreWarnings()
    {
        if (_storage.Store is not { } store)
        {
            yield return new Warning("Messages are kept in memory alone: they are gone when the broker stops.");
            yield break;
        }

        var status = store.Status;
        if (_storage.RoomBytes(status) == 0)
            yield return new Warning("The disk has no room for messages: publishing is refused.", IsSevere: true);
        else if (status.FreeDiskBytes < 4 * _options.FreeDiskBytesMin)
            yield return new Warning($"The disk is almost full: {Mebibytes(status.FreeDiskBytes.Value)} are free, and publishing is refused below {Mebibytes(_options.FreeDiskBytesMin)}.");
        if (status.DamagedMessages > 0)
            yield return new Warning($"{status.DamagedMessages} stored messages are damaged and are never delivered.", IsSevere: true);
        if (!_options.FlushBeforeReceipt)
            yield return new Warning("Storage:FlushBeforeReceipt is false: a power cut loses the newest messages, although they were acknowledged.");
    }

    private IEnumerable<Warning> SecurityWarnings()
    {
        var settings = _security.Current;
        if (settings.Options.Anonymous == AnonymousAccess.Everywhere)
            yield return new Warning("Security:Anonymous is Everywhere: callers of other machines need no login.");
        if (settings.Rules is null && Addresses().Any(endpoint => !IsLoopback(endpoint.Options)))
            yield return new Warning("There are no rights (Security:Rights): every caller of another machine may do everything.");
    }

    private IEnumerable<Warning> EndpointWarnings()
    {
        foreach (var (name, options) in Addresses().Where(endpoint => endpoint.Options.Tls is null && !IsLoopback(endpoint.Options)))
            yield return new Warning($"The endpoint {name} is open to other machines without TLS: {options.Url}.");
        foreach (var endpoint in _endpoints.Where(endpoint => endpoint.CertificateEndsUtc - _time.GetUtcNow().UtcDateTime < CertificateNotice))
        {
            var ends = endpoint.CertificateEndsUtc!.Value;
            var over = ends < _time.GetUtcNow().UtcDateTime;
            yield return new Warning($"The certificate of the endpoint {endpoint.Name} {(over ? "has expired" : "expires")} on {ends:yyyy-MM-dd}.", over);
        }
    }

    private IEnumerable<(string Name, EndpointOptions Options)> Addresses() =>
        ((string, EndpointOptions)[])[("NetTcp", _addresses.NetTcp), ("Http", _addresses.Http), ("Original", _addresses.Original)];

    private static bool IsLoopback(EndpointOptions options) => options.Url.Length == 0 || ListenAddress.Parse(new Uri(options.Url)).IsLoopback;

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB");
}
