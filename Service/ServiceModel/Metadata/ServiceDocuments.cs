using System.Xml.Linq;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Metadata.Documentation;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>All that metadata says of a service, but for the addresses, which depend on who asks.</summary>
internal sealed class ServiceDocuments
{
    private readonly Dictionary<(Type, EndpointProtocol, EndpointSecurity), WsdlBinding> _bindings = [];
    private readonly List<WsdlPort> _ports = [];

    public ServiceDocuments(string name, string ns, IEnumerable<MetadataEndpoint> endpoints)
    {
        Name = name;
        Namespace = ns;
        var sorted = endpoints.OrderBy(e => e.Protocol).ToArray();
        var documentation = new ContractDocumentation();
        var schemas = new SchemaExport(documentation);
        Contracts = [.. sorted.Select(e => e.Contract).Distinct().Select(c => new WsdlContract(ContractReader.Read(c), schemas, documentation))];
        if (Contracts.FirstOrDefault(c => c.Namespace.Length == 0) is { } nameless)
            throw new UnsupportedContractException($"{nameless.Type} has no namespace.");
        if (Contracts.GroupBy(c => (c.Namespace, c.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UnsupportedContractException($"{string.Join(" and ", twice.Select(c => c.Type))} have the same name and namespace.");
        Schemas = schemas.Complete();
        foreach (var endpoint in sorted)
            Add(endpoint, Contracts.Single(c => c.Type == endpoint.Contract));
        Namespaces = [.. Contracts.Select(c => c.Namespace).Prepend(ns).Distinct()];
    }

    public string Name { get; }

    public string Namespace { get; }

    public IReadOnlyList<WsdlContract> Contracts { get; }

    public IReadOnlyCollection<WsdlBinding> Bindings => _bindings.Values;

    public IReadOnlyList<WsdlPort> Ports => _ports;

    public IReadOnlyList<KeyValuePair<string, XElement>> Schemas { get; }

    /// <summary>The target namespaces of the WSDL documents, that of the service first.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    private static string BindingName(MetadataEndpoint endpoint) => (endpoint.Protocol, endpoint.Security) switch
    {
        (EndpointProtocol.NetTcp, _) => "NetTcpBinding",
        (EndpointProtocol.Soap12, EndpointSecurity.None) => "Soap12HttpBinding",
        (EndpointProtocol.Soap12, _) => "Soap12HttpsBinding",
        (_, EndpointSecurity.None) => "BasicHttpBinding",
        _ => "BasicHttpsBinding",
    };

    private void Add(MetadataEndpoint endpoint, WsdlContract contract)
    {
        if (contract.NeedsConnection && endpoint.Protocol != EndpointProtocol.NetTcp)
            throw new UnsupportedContractException($"{contract.Type} needs a session, which HTTP has not.");
        var name = $"{BindingName(endpoint)}_{contract.Name}";
        var key = (endpoint.Contract, endpoint.Protocol, endpoint.Security);
        if (!_bindings.TryGetValue(key, out var binding))
        {
            var bindingName = Unique(name, n => _bindings.Values.Any(b => b.Name == n));
            _bindings.Add(key, binding = new(bindingName, contract, endpoint.Protocol, endpoint.Security));
        }

        _ports.Add(new(Unique(name, n => _ports.Exists(p => p.Name == n)), binding, endpoint));
    }

    private static string Unique(string name, Predicate<string> isTaken) =>
        Enumerable.Range(0, int.MaxValue).Select(i => i == 0 ? name : $"{name}{i}").First(n => !isTaken(n));
}
