using System.ServiceModel;
using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class ContractTests
{
    [TestMethod]
    [DataRow(typeof(IDisposable), "is not a service contract")]
    [DataRow(typeof(IEcho), "does not implement")]
    [DataRow(typeof(IWithOut), "Take has ref or out parameters")]
    [DataRow(typeof(IWithMessageBeside), "Take has Message beside other types")]
    [DataRow(typeof(IWithMessageAnswer), "Take has Message beside other types")]
    [DataRow(typeof(IWithMessageBack), "Take calls back with Message")]
    [DataRow(typeof(IWithStreaming), "Take uses Stream")]
    [DataRow(typeof(IWithValueTask), "Take returns ValueTask")]
    [DataRow(typeof(IWithXmlSerializer), "Take asks for the XML serializer")]
    [DataRow(typeof(IWithWildcard), "Take has the wildcard action")]
    [DataRow(typeof(IWithSessionStart), "Take begins or ends the session")]
    [DataRow(typeof(IWithOneWayResult), "is not a service contract")]
    public void What_cannot_be_served_is_refused_when_the_service_is_described(Type contract, string objection)
    {
        var refused = Assert.ThrowsExactly<UnsupportedContractException>(
            () => ServiceDefinition.Create<UnsupportedService>(_ => throw new NotSupportedException(), contract));
        StringAssert.Contains(refused.Message, objection);
    }

    [TestMethod]
    public void A_service_without_contracts_is_refused() => Assert.ThrowsExactly<UnsupportedContractException>(
        () => ServiceDefinition.Create<UnsupportedService>(_ => throw new NotSupportedException()));

    [TestMethod]
    public void Two_callback_contracts_are_refused() => Assert.ThrowsExactly<UnsupportedContractException>(
        () => ServiceDefinition.Create<UnsupportedService>(_ => throw new NotSupportedException(), typeof(ITwin), typeof(IOtherTwin)));

    [TestMethod]
    public void Two_operations_of_one_action_are_refused() => Assert.ThrowsExactly<UnsupportedContractException>(
        () => ServiceDefinition.Create<UnsupportedService>(_ => throw new NotSupportedException(), typeof(ISame), typeof(IOtherSame)));

    [TestMethod]
    public void A_service_without_callbacks_has_none() => Assert.IsNull(
        ServiceDefinition.Create<UnsupportedService>(_ => throw new NotSupportedException(), typeof(ISame)).Callbacks);

    [ServiceContract]
    public interface IWithOut
    {
        [OperationContract]
        void Take(out int value);
    }

    [ServiceContract]
    public interface IWithMessageBeside
    {
        [OperationContract]
        void Take(Message value, int other);
    }

    [ServiceContract]
    public interface IWithMessageAnswer
    {
        [OperationContract]
        Message Take(string value);
    }

    [ServiceContract(CallbackContract = typeof(IWithMessage))]
    public interface IWithMessageBack
    {
    }

    [ServiceContract]
    public interface IWithMessage
    {
        [OperationContract]
        void Take(Message value);
    }

    [ServiceContract]
    public interface IWithStreaming
    {
        [OperationContract]
        Stream Take();
    }

    [ServiceContract]
    public interface IWithValueTask
    {
        [OperationContract]
        ValueTask<int> Take();
    }

    [ServiceContract]
    [XmlSerializerFormat]
    public interface IWithXmlSerializer
    {
        [OperationContract]
        int Take();
    }

    [ServiceContract]
    public interface IWithWildcard
    {
        [OperationContract(Action = "*")]
        void Take(int value);
    }

    [ServiceContract]
    public interface IWithSessionStart
    {
        [OperationContract(IsInitiating = false)]
        void Take(int value);
    }

    [ServiceContract]
    public interface IWithOneWayResult
    {
        [OperationContract(IsOneWay = true)]
        int Take();
    }

    [ServiceContract(CallbackContract = typeof(ISame))]
    public interface ITwin
    {
        [OperationContract]
        void Take();
    }

    [ServiceContract(CallbackContract = typeof(IOtherSame))]
    public interface IOtherTwin
    {
        [OperationContract]
        void Take();
    }

    [ServiceContract(Namespace = "urn:same")]
    public interface ISame
    {
        [OperationContract(Action = "urn:same")]
        void Take();
    }

    [ServiceContract(Namespace = "urn:same")]
    public interface IOtherSame
    {
        [OperationContract(Action = "urn:same")]
        void Give();
    }

    private abstract class UnsupportedService : IDisposable, IWithOut, IWithMessageBeside, IWithMessageAnswer, IWithMessageBack,
        IWithStreaming, IWithValueTask, IWithXmlSerializer, IWithWildcard,
        IWithSessionStart, IWithOneWayResult, ITwin, IOtherTwin, ISame, IOtherSame
    {
        public abstract void Dispose();

        public abstract void Take(out int value);

        public abstract void Take(Message value, int other);

        public abstract Message Take(string value);

        public abstract void Take(int value);

        public abstract Stream Take();

        public abstract void Give();

        ValueTask<int> IWithValueTask.Take() => throw new NotSupportedException();

        int IWithXmlSerializer.Take() => throw new NotSupportedException();

        int IWithOneWayResult.Take() => throw new NotSupportedException();

        void ITwin.Take() => throw new NotSupportedException();

        void IOtherTwin.Take() => throw new NotSupportedException();

        void ISame.Take() => throw new NotSupportedException();
    }
}
