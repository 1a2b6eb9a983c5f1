using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Security;

/// <summary>
/// One line for each refusal and each administrative act: who, from where, what, how it ended. Of many refusals in a short time
/// some are left out, and the next line counts them.
/// </summary>
internal sealed partial class Audit(TimeProvider time, ILogger<Audit> logger)
{
    private const int RefusalsAtOnceMax = 100;
    private const int RefusalsPerSecondMax = 10;

    private readonly Lock _lock = new();
    private double _room = RefusalsAtOnceMax;
    private long _roomAt = time.GetTimestamp();
    private long _leftOut;

    public void LoginRefused(string? name, string address, string reason)
    {
        if (TryTake(out var leftOut))
            LogLoginRefused(logger, Shown(name), address, reason, leftOut);
    }

    public void AccessRefused(string? name, string address, string act, string target)
    {
        if (TryTake(out var leftOut))
            LogAccessRefused(logger, Shown(name), address, act, Printable.From(target), leftOut);
    }

    public void Administered(string? name, string address, string act, string? target, string outcome) =>
        LogAdministered(logger, Shown(name), address, act, Printable.From(target), outcome);

    private static string Shown(string? name) => name is null ? "(anonymous)" : Printable.From(name, Identity.NameCharsMax);

    private bool TryTake([NotNullWhen(true)] out string? leftOut)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _room = Math.Min(RefusalsAtOnceMax, _room + (time.GetElapsedTime(_roomAt, now).TotalSeconds * RefusalsPerSecondMax));
            _roomAt = now;
            leftOut = null;
            if (_room < 1)
            {
                _leftOut++;
                return false;
            }

            _room--;
            leftOut = _leftOut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {_leftOut} refusals before it were not logged");
            _leftOut = 0;
            return true;
        }
    }

    [LoggerMessage(EventIds.LoginRefused, LogLevel.Warning, "Login refused: {Name} from {Address}: {Reason}{LeftOut}")]
    private static partial void LogLoginRefused(ILogger logger, string name, string address, string reason, string leftOut);

    [LoggerMessage(EventIds.AccessRefused, LogLevel.Warning, "Access refused: {Name} from {Address}: {Act} {Target}{LeftOut}")]
    private static partial void LogAccessRefused(ILogger logger, string name, string address, string act, string target, string leftOut);

    [LoggerMessage(EventIds.Administered, LogLevel.Information, "Administration: {Name} from {Address}: {Act} {Target}: {Outcome}")]
    private static partial void LogAdministered(ILogger logger, string name, string address, string act, string target, string outcome);
}
