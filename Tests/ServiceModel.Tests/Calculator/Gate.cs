using System.Threading.Channels;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>Lets a test know that a call has arrived, and decide when it goes on.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _entered = Channel.CreateUnbounded<bool>();

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        _entered.Writer.TryWrite(true);
        await _open.Task.WaitAsync(cancellationToken);
    }

    public Task WhenEnteredAsync() => _entered.Reader.ReadAsync().AsTask().WaitAsync(TestTime.Limit);

    public void Open() => _open.TrySetResult();
}
