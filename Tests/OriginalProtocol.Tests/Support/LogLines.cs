using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>Keeps what the endpoint logs.</summary>
internal sealed class LogLines : ILogger<OriginalProtocolHandler>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));
}
