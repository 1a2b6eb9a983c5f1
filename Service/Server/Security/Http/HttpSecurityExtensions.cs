using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using WcfBroker.Server.Security.Tokens;

namespace WcfBroker.Server.Security.Http;

/// <summary>Logins over HTTP: Basic with the broker's own users, client certificates, and bearer tokens where they are configured.</summary>
internal static class HttpSecurityExtensions
{
    private const string Any = "WcfBroker";

    public static void AddHttpSecurity(this IServiceCollection services)
    {
        // Without the keys that cookies would need: they would be written to the disk.
        services.AddAuthenticationCore(options => options.DefaultScheme = Any);
        services.AddWebEncoders();
        services.AddSingleton<IAuthenticationConfigurationProvider, SchemeSettings>();
        new AuthenticationBuilder(services)
            .AddPolicyScheme(Any, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, BasicHandler>(BasicHandler.Name, null)
            .AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenValidation, Audit>(Configure);
    }

    /// <summary>Finds out who calls, and turns away whom the broker does not let in.</summary>
    public static void UseHttpSecurity(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<HttpAdmission>();
    }

    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? JwtBearerDefaults.AuthenticationScheme
            : BasicHandler.Name;

    private static void Configure(JwtBearerOptions options, TokenValidation tokens, Audit audit)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = tokens.Parameters;
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                if (!tokens.IsUsed || !Secrecy.Holds(context.HttpContext))
                    Refuse(context, tokens.IsUsed ? Secrecy.Missing : "no tokens are taken");
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                var (identity, reason) = tokens.Use((JsonWebToken)context.SecurityToken);
                context.Principal = identity?.ToPrincipal();
                if (identity is null)
                    Refuse(context, reason);
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = context =>
            {
                Refuse(context, TokenValidation.ReasonOf(context.Exception));
                return Task.CompletedTask;
            },
        };

        void Refuse(ResultContext<JwtBearerOptions> context, string reason)
        {
            audit.LoginRefused(null, $"{context.HttpContext.Connection.RemoteIpAddress}", $"bearer token: {reason}");
            context.Fail(reason);
        }
    }
}
