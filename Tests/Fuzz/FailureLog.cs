using Microsoft.Extensions.Logging;

namespace WcfBroker.Fuzz;

/// <summary>A log in which nothing may be an error: servers catch what their parsers throw, and say so there.</summary>
internal sealed class FailureLog : ILogger, ILoggerFactory
{
    public static readonly FailureLog Instance = new();

    private string? _failure;

    private FailureLog()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (logLevel >= LogLevel.Error)
            Interlocked.CompareExchange(ref _failure, $"{line}\n{exception}", null);
        if (line.Any(c => char.IsControl(c)))
            Interlocked.CompareExchange(ref _failure, $"A control character reached the log: {line}", null);
    }

    /// <summary>Fails if anything was logged as an error since.</summary>
    public void Check()
    {
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            throw new InvalidOperationException(failure);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing is held.
    }
}
