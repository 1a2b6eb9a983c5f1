using System.ServiceModel;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>The calculator without what needs a session or callbacks.</summary>
[ServiceContract(Namespace = "urn:pocket")]
[ServiceKnownType(typeof(LabelledPoint))]
public interface IPocketCalculator : IEcho
{
    [OperationContract]
    int Add(int left, int right);

    [OperationContract]
    [FaultContract(typeof(DivisionFault))]
    Task<int> Divide(int dividend, int divisor);

    [OperationContract(IsOneWay = true)]
    Task Note(int number);

    [OperationContract(IsOneWay = true)]
    void NoteSynchronously(int number);

    [OperationContract(IsOneWay = true)]
    Task HoldAndNote(string name, int number);

    [OperationContract]
    Task<int[]> TakeNotes();

    [OperationContract]
    Task Hold(string name);

    [OperationContract]
    Task<string> DescribeSession();

    [OperationContract]
    [FaultContract(typeof(Point))]
    Task<Point> Misbehave(string how);
}
