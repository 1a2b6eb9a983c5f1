using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WcfBroker.Server.Tests.Harness;

/// <summary>What was logged, as lines that begin with their event's number.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string[] Of(int eventId) => [.. _lines.Where(line => line.StartsWith($"{eventId} ", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{eventId.Id} {formatter(state, exception)}");

    public void Dispose()
    {
        // The lines stay to be read.
    }
}
