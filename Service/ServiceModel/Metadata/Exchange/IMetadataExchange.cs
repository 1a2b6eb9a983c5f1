using System.ServiceModel;
using System.ServiceModel.Channels;

namespace WcfBroker.ServiceModel.Metadata.Exchange;

/// <summary>WS-MetadataExchange (2004/09), as WCF's own clients know it.</summary>
[ServiceContract(Name = "IMetadataExchange", Namespace = "http://schemas.microsoft.com/2006/04/mex")]
internal interface IMetadataExchange
{
    /// <summary>Returns all metadata: the Get of WS-Transfer.</summary>
    [OperationContract(
        Action = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", ReplyAction = "http://schemas.xmlsoap.org/ws/2004/09/transfer/GetResponse")]
    Message Get(Message request);

    /// <summary>Returns the metadata of the dialect and identifier that the request names.</summary>
    [OperationContract(
        Action = "http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Request",
        ReplyAction = "http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Response")]
    Message GetMetadata(Message request);
}
