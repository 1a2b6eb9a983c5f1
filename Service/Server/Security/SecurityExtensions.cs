using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security.Login;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Security.Tokens;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Security;

/// <summary>Registers who may use the broker, and for what: the same for all endpoints.</summary>
internal static class SecurityExtensions
{
    public static void AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<SecurityOptions>(configuration, SecurityOptions.Section);
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        services.AddSingleton<SecurityMonitor>();
        services.AddSettings(SecurityOptions.Section, provider => provider.GetRequiredService<SecurityMonitor>().Current.Options);
        services.AddSingleton<Audit>();
        services.AddSingleton<AccessControl>();
        services.AddSingleton<PasswordVerifier>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<TokenValidation>();
        services.AddSingleton<IAuthenticator, Authenticator>();
        services.AddSingleton<IClientAdmission, ClientAdmission>();
    }
}
