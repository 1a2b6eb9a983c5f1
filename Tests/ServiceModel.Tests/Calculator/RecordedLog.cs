using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>Keeps what was logged, and lets a test wait for an entry.</summary>
public sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<string> _entries = [];
    private readonly List<(string Text, TaskCompletionSource<string> Seen)> _awaited = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var entry = $"{logLevel} {formatter(state, exception)} {exception}";
        lock (_lock)
        {
            _entries.Add(entry);
            foreach (var (_, seen) in _awaited.Where(a => entry.Contains(a.Text, StringComparison.Ordinal)))
                seen.TrySetResult(entry);
        }
    }

    public Task<string> WhenLoggedAsync(string text)
    {
        lock (_lock)
        {
            if (_entries.Find(e => e.Contains(text, StringComparison.Ordinal)) is { } entry)
                return Task.FromResult(entry);
            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            return seen.Task.WaitAsync(TestTime.Limit);
        }
    }

    public void Dispose()
    {
    }
}
