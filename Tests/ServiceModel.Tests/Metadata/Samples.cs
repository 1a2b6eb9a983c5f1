using System.Text;
using System.Xml.Linq;
using WcfBroker.Contracts;
using WcfBroker.ServiceModel.Metadata;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>Services to be described: the calculator, whose contracts have two namespaces, and the broker, whose contracts have one.</summary>
internal static class Samples
{
    public static readonly Uri Page = new("http://example.net:8080/broker");

    public static ServiceMetadata Calculator() => new(
        "CalculatorService",
        "urn:calculator:service",
        Endpoint<IEcho>(EndpointProtocol.Soap11, "http://localhost:8080/echo"),
        Endpoint<IEcho>(EndpointProtocol.Soap12, "http://localhost:8080/echo"),
        Endpoint<IEcho>(EndpointProtocol.Soap11, "https://localhost:8443/echo", EndpointSecurity.Transport),
        Endpoint<ICalculator>(EndpointProtocol.NetTcp, "net.tcp://localhost:8808/calculator"),
        Endpoint<ICalculator>(EndpointProtocol.NetTcp, "net.tcp://localhost:8809/calculator", EndpointSecurity.Transport),
        Endpoint<ICalculator>(EndpointProtocol.NetTcp, "net.tcp://localhost:8810/calculator", EndpointSecurity.ClientCertificate),
        Endpoint<ICalculator>(EndpointProtocol.NetTcp, "net.tcp://localhost:8811/calculator", EndpointSecurity.UserName),
        Endpoint<IEcho>(EndpointProtocol.Soap11, "https://localhost:8444/echo", EndpointSecurity.UserName));

    public static ServiceMetadata Broker() => new(
        "BrokerService",
        ContractNamespace.Uri,
        Endpoint<IBroker>(EndpointProtocol.NetTcp, "net.tcp://localhost:8808/broker"),
        Endpoint<IPublisher>(EndpointProtocol.NetTcp, "net.tcp://localhost:8808/broker"),
        Endpoint<IPullSubscriber>(EndpointProtocol.NetTcp, "net.tcp://localhost:8808/broker"),
        Endpoint<IBrokerAdministration>(EndpointProtocol.NetTcp, "net.tcp://localhost:8808/broker"),
        Endpoint<IPublisher>(EndpointProtocol.Soap12, "http://localhost:8080/broker"),
        Endpoint<IPublisher>(EndpointProtocol.Soap11, "http://localhost:8080/broker"),
        Endpoint<IPullSubscriber>(EndpointProtocol.Soap12, "http://localhost:8080/broker"),
        Endpoint<IPullSubscriber>(EndpointProtocol.Soap11, "http://localhost:8080/broker"),
        Endpoint<IBrokerAdministration>(EndpointProtocol.Soap12, "http://localhost:8080/broker"),
        Endpoint<IBrokerAdministration>(EndpointProtocol.Soap11, "http://localhost:8080/broker"));

    public static MetadataEndpoint Endpoint<T>(EndpointProtocol protocol, string address, EndpointSecurity security = EndpointSecurity.None) =>
        new(typeof(T), protocol, () => new(address), security);

    /// <summary>A document that must be there.</summary>
    public static XDocument Read(this ServiceMetadata metadata, string query, Uri? page = null) =>
        XDocument.Parse(Encoding.UTF8.GetString(metadata.Find(query, page ?? Page) ?? throw new AssertFailedException($"{query} is not there.")));
}
