using System.ServiceModel;
using System.ServiceModel.Channels;

namespace WcfBroker.ServiceModel.Tests.Metadata;

/// <summary>The contract that WCF's metadata clients call.</summary>
[ServiceContract(Name = "IMetadataExchange", Namespace = "http://schemas.microsoft.com/2006/04/mex")]
public interface IMetadataClient
{
    [OperationContract(
        Action = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", ReplyAction = "http://schemas.xmlsoap.org/ws/2004/09/transfer/GetResponse")]
    Message Get(Message request);

    [OperationContract(
        Action = "http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Request",
        ReplyAction = "http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Response")]
    Message GetMetadata(Message request);
}
