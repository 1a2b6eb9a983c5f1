using System.Text;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Security.Login;

/// <summary>Verifies passwords on a few threads of its own, so that logins never take the whole machine from the messages.</summary>
internal sealed class PasswordVerifier : IDisposable
{
    private const int WaitingMax = 64;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _threads = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _waiting;

    /// <summary>Compares a password with a hash; with nobody's, and the same effort, if there is none.</summary>
    /// <exception cref="BrokerException">Too many logins wait already.</exception>
    public async Task<bool> VerifyAsync(PasswordHash? hash, string password, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(password) > PasswordHash.PasswordBytesMax)
            return false;
        try
        {
            if (Interlocked.Increment(ref _waiting) > WaitingMax)
                throw new BrokerException(new BrokerError(ErrorCode.ServerBusy, "Too many callers are logging in.") { RetryAfter = RetryAfter });
            await _threads.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await Task.Factory.StartNew(
                    () => (hash ?? PasswordHash.OfNobody).Verify(password) && hash is not null,
                    cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            }
            finally
            {
                _threads.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _threads.Dispose();
}
