namespace WcfBroker.Client.Durable;

/// <summary>An acknowledgement on its way, and who waits for it.</summary>
internal sealed class PendingAcknowledgement(string token)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Token => token;

    /// <summary>True once the message is settled; false when it comes again.</summary>
    public Task<bool> Answer => _answer.Task;

    public void Answered(bool settled) => _answer.TrySetResult(settled);

    /// <summary>Nobody need be waiting: that alone is no error.</summary>
    public void Failed(Exception error)
    {
        _answer.TrySetException(error);
        _ = _answer.Task.Exception;
    }
}
