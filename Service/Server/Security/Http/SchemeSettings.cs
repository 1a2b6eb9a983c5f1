using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;

namespace WcfBroker.Server.Security.Http;

/// <summary>Where settings of ASP.NET Core's own authentication schemes would stand: nobody is to set them past the broker's.</summary>
internal sealed class SchemeSettings : IAuthenticationConfigurationProvider
{
    public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
}
