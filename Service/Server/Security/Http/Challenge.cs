using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WcfBroker.Server.Rest;
using WcfBroker.Server.Security.Tokens;

namespace WcfBroker.Server.Security.Http;

/// <summary>Tells a caller that a login would help, and which are taken.</summary>
internal static class Challenge
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        await context.ChallengeAsync(BasicHandler.Name).ConfigureAwait(false);
        if (context.RequestServices.GetRequiredService<TokenValidation>().IsUsed)
            await context.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        await RestCall.WriteAsync(context, problem with { Status = StatusCodes.Status401Unauthorized }).ConfigureAwait(false);
    }
}
