using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Mapping;
using WcfBroker.Server.Rest;
using WcfBroker.Server.Security.Tokens;

namespace WcfBroker.Server.Security.Http;

/// <summary>
/// Lets in who has logged in, and who need not. A login that fails is refused although callers without one would be let in:
/// nobody is to be anonymous by mistake.
/// </summary>
internal sealed class HttpAdmission(RequestDelegate next, SecurityMonitor monitor, TokenValidation tokens)
{
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
            await ChallengeAsync(context, "The login is not valid.").ConfigureAwait(false);
        else if (!login.Succeeded && !monitor.Current.AdmitsAnonymous(Secrecy.IsLocal(context)) && !HasMessageLogin(context))
            await ChallengeAsync(context, "The broker lets nobody in without a login.").ConfigureAwait(false);
        else
            await next(context).ConfigureAwait(false);
    }

    private static bool HasMessageLogin(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<MessageLogin>() is not null;

    private async Task ChallengeAsync(HttpContext context, string detail)
    {
        await context.ChallengeAsync(BasicHandler.Name).ConfigureAwait(false);
        if (tokens.IsUsed)
            await context.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        await RestCall.WriteAsync(context, new Problem(StatusCodes.Status401Unauthorized, "Unauthorized", detail)).ConfigureAwait(false);
    }
}
