using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Metadata;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>What metadata would tell wrongly is refused.</summary>
[TestClass]
public sealed class RefusalTests
{
    [TestMethod]
    public void A_contract_with_callbacks_over_HTTP() => AssertRefused("needs a session", Endpoint<ICalculator>(EndpointProtocol.Soap12));

    [TestMethod]
    public void An_operation_with_whole_messages() => AssertRefused("Take uses Message", Endpoint<IWithMessage>());

    [TestMethod]
    public void A_type_that_cannot_be_serialized() => AssertRefused("is no data contract", Endpoint<IWithUnknownType>());

    [TestMethod]
    public void Two_operations_with_one_body_and_different_parameters() =>
        AssertRefused("Two operations have the body urn:same:Take", Endpoint<ISame>(), Endpoint<IOtherSame>());

    [TestMethod]
    public void Two_contracts_of_one_name() => AssertRefused("have the same name and namespace", Endpoint<IEcho>(), Endpoint<INewerEcho>());

    [TestMethod]
    public void A_contract_without_a_namespace() => AssertRefused("has no namespace", Endpoint<INameless>());

    [TestMethod]
    public void An_operation_and_a_type_of_one_name() => AssertRefused("no valid schema", Endpoint<INotice>());

    private static MetadataEndpoint Endpoint<T>(EndpointProtocol protocol = EndpointProtocol.NetTcp) =>
        Samples.Endpoint<T>(protocol, "net.tcp://localhost:1/x");

    private static void AssertRefused(string why, params MetadataEndpoint[] endpoints)
    {
        var refused = Assert.ThrowsExactly<UnsupportedContractException>(() => new ServiceMetadata("Service", "urn:service", endpoints).Find("?wsdl", Samples.Page));
        StringAssert.Contains(refused.Message, why);
    }

    [ServiceContract]
    public interface IWithMessage
    {
        [OperationContract]
        Message Take();
    }

    [ServiceContract]
    public interface IWithUnknownType
    {
        [OperationContract]
        void Take(StringReader value);
    }

    [ServiceContract(Namespace = "urn:same")]
    public interface ISame
    {
        [OperationContract]
        void Take(int value);
    }

    [ServiceContract(Namespace = "urn:same")]
    public interface IOtherSame
    {
        [OperationContract]
        void Take(string value);
    }

    [ServiceContract(Namespace = "")]
    public interface INameless
    {
        [OperationContract]
        void Take();
    }

    [ServiceContract(Namespace = Calculator.Notice.Namespace)]
    public interface INotice
    {
        [OperationContract]
        void Notice(Notice notice);
    }
}
