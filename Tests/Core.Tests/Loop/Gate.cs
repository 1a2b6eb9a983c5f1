using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Loop;

/// <summary>Holds the loop where it answers, until the test opens.</summary>
internal sealed class Gate : IReply<PublishedMessage?>, IDisposable
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _open = new();

    public Command Command => new GetLastMessage(TopicName.Root, this);

    public Task Entered => _entered.Task;

    public void Open() => _open.Set();

    public void Complete(PublishedMessage? value)
    {
        _entered.SetResult();
        _open.Wait();
    }

    public void Refuse(BrokerError error) => _entered.SetException(new BrokerException(error));

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
    }
}
