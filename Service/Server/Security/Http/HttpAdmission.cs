using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Rest;

namespace WcfBroker.Server.Security.Http;

/// <summary>
/// Lets in who has logged in, and who need not. A login that fails is refused although callers without one would be let in:
/// nobody is to be anonymous by mistake.
/// </summary>
internal sealed class HttpAdmission(RequestDelegate next, SecurityMonitor monitor)
{
    private const string Unauthorized = "Unauthorized";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var login = await context.AuthenticateAsync().ConfigureAwait(false);
        if (login.Failure is BrokerException busy)
            await RestCall.WriteAsync(context, Problem.Of(FaultMapping.ToFault(busy.Error).Detail)).ConfigureAwait(false);
        else if (login.Failure is not null)
            await Challenge.WriteAsync(context, new Problem(StatusCodes.Status401Unauthorized, Unauthorized, "The login is not valid.")).ConfigureAwait(false);
        else if (!login.Succeeded && !monitor.Current.AdmitsAnonymous(Secrecy.IsLocal(context)) && !HasMessageLogin(context))
            await Challenge.WriteAsync(context, new Problem(StatusCodes.Status401Unauthorized, Unauthorized, "The broker lets nobody in without a login.")).ConfigureAwait(false);
        else
            await next(context).ConfigureAwait(false);
    }

    private static bool HasMessageLogin(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<MessageLogin>() is not null;
}
