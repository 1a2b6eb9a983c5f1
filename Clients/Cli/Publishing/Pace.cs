using System.Runtime.CompilerServices;

namespace WcfBroker.Cli.Publishing;

/// <summary>Lets items through at a steady rate, by when each is due: a late one does not delay those after it.</summary>
internal sealed class Pace(double ratePerSecond, TimeProvider time)
{
    public async IAsyncEnumerable<T> ApplyAsync<T>(
        IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var count = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            var wait = TimeSpan.FromSeconds(count++ / ratePerSecond) - time.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            yield return item;
        }
    }
}
