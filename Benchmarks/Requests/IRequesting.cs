namespace WcfBroker.Benchmarks.Requests;

/// <summary>How clients ask each other through a broker.</summary>
internal interface IRequesting
{
    /// <summary>A requester and the one responder of a topic, each in a connection of its own.</summary>
    Task<IRequester> RequesterAsync(string topic);
}
