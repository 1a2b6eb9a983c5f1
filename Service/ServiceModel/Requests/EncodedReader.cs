namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// Reads the parameters of a request from its bytes. Null, or a reader that has met anything unexpected, means that the request is
/// read anew by the data contract serializer, so a reader need only know what clients commonly send.
/// </summary>
public delegate EncodedCall? EncodedReader(ref FragmentReader body);
