using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[ServiceContract(Namespace = "urn:echo")]
public interface IEcho
{
    [OperationContract]
    Task<string?> EchoText(string? text);

    [OperationContract]
    Task<byte[]?> EchoBytes(byte[]? bytes);

    [OperationContract]
    Task<Point?> EchoPoint(Point? point);

    [OperationContract]
    Point?[]? EchoPoints(Point?[]? points);

    [OperationContract]
    Task<string> EchoValues(bool flag, long? big, double real, decimal money, DateTime time, TimeSpan span, Guid id, Side side, string[]? words);

    [OperationContract]
    void DoNothing();

    [OperationContract]
    Task Fail(string how);
}
