using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>How unmodified WCF clients speak SOAP: as SOAP 1.1, and as SOAP 1.2 with and without WS-Addressing.</summary>
internal static class SoapBindings
{
    public static IEnumerable<object[]> All => [["Basic"], ["SOAP 1.2"], ["SOAP 1.2 with addressing"]];

    public static Binding Named(string name) => name switch
    {
        "SOAP 1.2" => Soap12(AddressingVersion.None),
        "SOAP 1.2 with addressing" => Soap12(AddressingVersion.WSAddressing10),
        _ => new BasicHttpBinding(),
    };

    /// <summary>Where a binding is served: CoreWCF has an address for each, and none for SOAP 1.2 without addressing.</summary>
    public static string AddressOf(string name, string url) => !Programs.IsOtherHost ? url : name switch
    {
        "Basic" => url,
        "SOAP 1.2 with addressing" => url + "/soap12",
        _ => throw new AssertInconclusiveException($"{name} is not served by this host."),
    };

    private static CustomBinding Soap12(AddressingVersion addressing) => new(
        new TextMessageEncodingBindingElement(MessageVersion.CreateVersion(EnvelopeVersion.Soap12, addressing), Encoding.UTF8),
        new HttpTransportBindingElement());
}
