using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[ServiceContract(Namespace = "urn:calculator", CallbackContract = typeof(ICalculatorCallback), SessionMode = SessionMode.Required)]
[ServiceKnownType(typeof(LabelledPoint))]
public interface ICalculator : IEcho
{
    [OperationContract]
    int Add(int left, int right);

    [OperationContract]
    [FaultContract(typeof(DivisionFault))]
    Task<int> Divide(int dividend, int divisor);

    [OperationContract]
    Task<int> AskBack(int question);

    [OperationContract]
    int AskBackSynchronously(int question);

    [OperationContract]
    Task<string> AskBackWronglySynchronously(int question);

    [OperationContract]
    Task<string> ProvokeFault(int question);

    [OperationContract]
    Task SendBack(int count, byte[]? content);

    [OperationContract(IsOneWay = true)]
    Task Note(int number);

    [OperationContract(IsOneWay = true)]
    Task NoteAnswer(int question);

    [OperationContract(IsOneWay = true)]
    void NoteSynchronously(int number);

    [OperationContract]
    Task<int[]> TakeNotes();

    [OperationContract]
    Task Hold(string name);
}
