namespace WcfBroker.Client;

/// <summary>Works on items as they come, on a limited number of them at the same time.</summary>
internal static class WorkLoop
{
    /// <summary>Runs until it is cancelled or there are no more items, and until what is then at work is done.</summary>
    public static async Task RunAsync<T>(
        IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> work, int concurrentMax, CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(concurrentMax);
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await free.WaitAsync(cancellationToken).ConfigureAwait(false);
                _ = WorkAsync(item);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being cancelled is how a loop ends.
        }
        finally
        {
            for (var i = 0; i < concurrentMax; i++)
            {
                await free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        async Task WorkAsync(T item)
        {
            try
            {
                await work(item, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                free.Release();
            }
        }
    }
}
