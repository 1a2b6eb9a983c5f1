using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

public interface ICalculatorCallback
{
    [OperationContract(IsOneWay = true)]
    void OnContent(int number, byte[]? content);

    [OperationContract(IsOneWay = true)]
    Task OnDeliveries(Delivery[] deliveries);

    [OperationContract(IsOneWay = true)]
    void OnNotice(Notice? notice);

    [OperationContract]
    [FaultContract(typeof(DivisionFault))]
    Task<int> Answer(int question);

    [OperationContract(Name = "AnswerAtOnce")]
    int AnswerSynchronously(int question);
}
