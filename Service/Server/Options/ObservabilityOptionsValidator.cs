using Microsoft.Extensions.Options;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Options;

/// <summary>Says what is wrong with the collector's settings before anything is sent. Headers are never shown.</summary>
internal sealed class ObservabilityOptionsValidator : IValidateOptions<ObservabilityOptions>
{
    private const string Key = $"{ObservabilityOptions.Section}:Otlp";

    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options) =>
        options.Otlp.Endpoint.Length > 0 && (CheckEndpoint(options.Otlp) ?? CheckHeaders(options.Otlp)) is { } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;

    private static string? CheckEndpoint(OtlpOptions otlp)
    {
        if (!Uri.TryCreate(otlp.Endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            return $"{Key}:Endpoint = '{Printable.From(otlp.Endpoint)}' is no address of a collector, as in http://localhost:4317, without a login.";
        return url.Scheme == "https" || url.IsLoopback || otlp.AllowInsecure
            ? null
            : $"{Key}:Endpoint = '{Printable.From(otlp.Endpoint)}' is another machine, and nothing on the way is encrypted. "
              + $"Use https, or set {Key}:AllowInsecure=true if that is what you want.";
    }

    private static string? CheckHeaders(OtlpOptions otlp)
    {
        if (otlp.HeadersFile.Length > 0 && otlp.HeadersVariable.Length > 0)
            return $"{Key}:HeadersFile and {Key}:HeadersVariable cannot both be set.";
        try
        {
            OtlpHeaders.Read(otlp);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"{Key}:{(otlp.HeadersFile.Length > 0 ? nameof(otlp.HeadersFile) : nameof(otlp.HeadersVariable))} cannot be used: {exception.Message}";
        }
    }
}
