using System.ServiceModel;

namespace WcfBroker.Client.Sessions;

/// <summary>One channel of a service over net.tcp, and the factory that made it.</summary>
internal class NetTcpChannel<TService> : IAsyncDisposable
    where TService : class
{
    private readonly ChannelFactory<TService> _factory;
    private readonly IClientChannel _channel;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NetTcpChannel(ChannelFactory<TService> factory)
    {
        _factory = factory;
        Service = factory.CreateChannel();
        _channel = (IClientChannel)Service;
        _channel.Faulted += (_, _) => _ended.TrySetResult();
        _channel.Closing += (_, _) => _ended.TrySetResult();
    }

    public TService Service { get; }

    public Task Ended => _ended.Task;

    /// <exception cref="BrokerConnectionException">The service cannot be reached in time.</exception>
    public async Task OpenAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var opening = Task.Factory.FromAsync(_channel.BeginOpen, _channel.EndOpen, timeout, null);
            await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Abort();
            if (e is CommunicationException or TimeoutException)
            {
                throw new BrokerConnectionException($"Cannot connect to {_channel.RemoteAddress}: {Explain(e)}", outcomeUnknown: false, e);
            }

            throw;
        }
    }

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
    private void Abort()
    {
        _channel.Abort();
        _factory.Abort();
    }

    private static string Explain(Exception e) => e switch
    {
        EndpointNotFoundException => "nothing answers there.",
        TimeoutException => "no answer in time.",
        _ => e.Message,
    };
}
