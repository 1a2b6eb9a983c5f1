using WcfBroker.Client;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Cli.Publishing;

/// <summary>A busy broker has done nothing: waits as long as it says, and tries again.</summary>
internal static class BusyBroker
{
    private const int TriesMax = 20;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    public static async Task<T> RetryAsync<T>(Func<Task<T>> publish, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await publish();
            }
            catch (BrokerException e) when (e.Code == FaultCodes.ServerBusy && attempt < TriesMax)
            {
                var wait = e.RetryAfter ?? Wait;
                await Task.Delay(wait < WaitMax ? wait : WaitMax, time, cancellationToken);
            }
        }
    }
}
