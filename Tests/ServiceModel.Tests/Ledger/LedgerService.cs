using System.Collections.Concurrent;

namespace WcfBroker.ServiceModel.Tests.Ledger;

/// <summary>Serves what is not read from its bytes; the calls that are do their work themselves.</summary>
public sealed class LedgerService : ILedger
{
    public ConcurrentQueue<string> Notes { get; } = new();

    public Task<Entry> Enter(string account) => Task.FromResult(new Entry { Account = $"in full {account}" });

    public async Task Note(string text)
    {
        if (text.EndsWith('0'))
            await Task.Yield();
        Notes.Enqueue(text);
    }

    public Task<string[]> TakeNotes() => Task.FromResult(Notes.ToArray());
}
