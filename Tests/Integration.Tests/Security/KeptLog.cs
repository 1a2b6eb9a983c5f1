using Microsoft.Extensions.Logging;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>A log that a test can read.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    public List<string> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add($"{logLevel} {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
