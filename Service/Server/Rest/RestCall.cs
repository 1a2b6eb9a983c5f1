using System.Globalization;
using System.ServiceModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WcfBroker.Contracts.Faults;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Http;

namespace WcfBroker.Server.Rest;

/// <summary>One call of the REST API: what goes wrong is answered as a problem, and nothing is cached or run by a browser.</summary>
internal static partial class RestCall
{
    private const string ProblemType = "application/problem+json";

    public static async Task RunAsync(HttpContext context, ILogger logger, Func<Task> call)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || (exception is OperationCanceledException && context.Response.HasStarted))
        {
            // Nobody is there to be answered.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var problem = ProblemOf(context, logger, exception);
            var isUnknown = problem.Code == FaultCodes.AccessDenied && Identity.Of(context.User) is null;
            await (isUnknown ? Challenge.WriteAsync(context, problem) : WriteAsync(context, problem)).ConfigureAwait(false);
        }
    }

    public static Task WriteAsync<T>(HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, type, cancellationToken: context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsJsonAsync(problem, RestJson.Default.Problem, ProblemType, context.RequestAborted);
    }

    private static Problem ProblemOf(HttpContext context, ILogger logger, Exception exception)
    {
        switch (exception)
        {
            case FaultException<BrokerFault> fault:
                return Problem.Of(fault.Detail);
            case BrokerException refusal:
                return Problem.Of(FaultMapping.ToFault(refusal.Error).Detail);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize!.Value);
            case BadHttpRequestException bad:
                return new Problem(bad.StatusCode, "BadRequest", bad.Message);
            default:
                Failed(logger, Printable.From(context.Request.Path.Value), exception);
                return new Problem(StatusCodes.Status500InternalServerError, "InternalError", "The call failed; the log of the broker says why.");
        }
    }

    private static Problem TooLarge(long bytesMax) => Problem.Of(new BrokerFault
    {
        Code = FaultCodes.LimitExceeded,
        Message = "The payload is too large.",
        Parameter = "message.body",
        Limit = string.Create(CultureInfo.InvariantCulture, $"{bytesMax} bytes"),
    });

    [LoggerMessage(EventIds.HttpCallFailed, LogLevel.Error, "The call of {Path} failed")]
    private static partial void Failed(ILogger logger, string path, Exception exception);
}
