using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>The echo contract as a client with other types and parameters has it.</summary>
[ServiceContract(Name = "IEcho", Namespace = "urn:echo")]
public interface IMistakenEcho
{
    [OperationContract]
    Task<string?> EchoText(string? text);

    [OperationContract]
    Task<string> EchoPoint(string unknown, MistakenPoint point);

    [OperationContract]
    Task<string> EchoValues(MistakenPoint unknown, long? big);
}
