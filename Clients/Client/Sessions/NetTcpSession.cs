using System.ServiceModel;
using WcfBroker.Contracts;

namespace WcfBroker.Client.Sessions;

/// <summary>One duplex channel and the factory that made it.</summary>
internal sealed class NetTcpSession : IBrokerSession
{
    private readonly DuplexChannelFactory<IBroker> _factory;
    private readonly IClientChannel _channel;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NetTcpSession(DuplexChannelFactory<IBroker> factory, IBroker broker)
    {
        _factory = factory;
        Broker = broker;
        _channel = (IClientChannel)broker;
        _channel.Faulted += (_, _) => _ended.TrySetResult();
        _channel.Closing += (_, _) => _ended.TrySetResult();
    }

    public IBroker Broker { get; }

    public Task Ended => _ended.Task;

    public Task OpenAsync(TimeSpan timeout) => Task.Factory.FromAsync(_channel.BeginOpen, _channel.EndOpen, timeout, null);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.Factory.FromAsync(_channel.BeginClose, _channel.EndClose, null).ConfigureAwait(false);
            await Task.Factory.FromAsync(_factory.BeginClose, _factory.EndClose, null).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CommunicationException or TimeoutException or InvalidOperationException)
        {
            Abort();
        }
    }

    /// <summary>Drops the connection without a word to the broker.</summary>
    public void Abort()
    {
        _channel.Abort();
        _factory.Abort();
    }
}
