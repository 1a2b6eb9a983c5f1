namespace WcfBroker.Benchmarks.Requests;

/// <summary>Sends requests, several at once if asked to; its responder goes with it.</summary>
internal interface IRequester : IDisposable
{
    const int PayloadBytes = 100;

    /// <summary>Sends the request with this number, and returns when its reply has come.</summary>
    Task RequestAsync(long number);
}
