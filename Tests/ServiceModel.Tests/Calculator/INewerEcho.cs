using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>The echo contract as a client of a later version knows it.</summary>
[ServiceContract(Name = "IEcho", Namespace = "urn:echo")]
public interface INewerEcho
{
    [OperationContract]
    Task<string?> EchoText(string? text);

    [OperationContract]
    Task<string> Sing(string song);

    [OperationContract(IsOneWay = true)]
    Task Hum(string song);
}
