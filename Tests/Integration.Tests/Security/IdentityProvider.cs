using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>An identity provider as OpenID Connect has it: it tells its keys, over TLS, and may have others later.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly X509Certificate2 _certificate;

    private IdentityProvider(WebApplication web, X509Certificate2 certificate) => (_web, _certificate) = (web, certificate);

    /// <summary>Whose keys it tells; null while it is out of order.</summary>
    public TokenIssuer? Issuer { get; set; }

    public string Url => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        .Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <param name="certificate">Is the provider's from now on.</param>
    public static async Task<IdentityProvider> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("https://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(tls => tls.ServerCertificate = certificate));
        var web = builder.Build();
        var provider = new IdentityProvider(web, certificate);
        web.MapGet("/.well-known/openid-configuration", () => provider.Tell($$"""{"issuer":"{{TokenIssuer.Name}}","jwks_uri":"{{provider.Url}}/keys"}"""));
        web.MapGet("/keys", () => provider.Tell($$"""{"keys":[{{provider.Issuer?.KeyJson}}]}"""));
        await web.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _certificate.Dispose();
    }

    private IResult Tell(string document) => Issuer is null ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(document, "application/json");
}
