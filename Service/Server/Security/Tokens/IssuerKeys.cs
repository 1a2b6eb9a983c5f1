using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Security.Tokens;

/// <summary>Fetches the keys of an identity provider when the first token comes, and again when they change; says in the log when that fails.</summary>
internal sealed partial class IssuerKeys(ILogger<IssuerKeys> logger) : IDocumentRetriever, IDisposable
{
    private const int DocumentBytesMax = 1 << 20;
    // A token that no key fits has them fetched again, but not more often.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<HttpClient> _http = new(() => new() { Timeout = Patience, MaxResponseContentBufferSize = DocumentBytesMax });

    public BaseConfigurationManager Of(string authority) => new ConfigurationManager<OpenIdConnectConfiguration>(
        $"{authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), this) { RefreshInterval = RefreshInterval };

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        try
        {
            return await new HttpDocumentRetriever(_http.Value).GetDocumentAsync(address, cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            NotFetched(logger, address, exception.GetBaseException().Message);
            throw;
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    [LoggerMessage(EventIds.TokenKeysNotFetched, LogLevel.Warning, "The keys of tokens were not fetched from {Address}: {Reason}")]
    private static partial void NotFetched(ILogger logger, string address, string reason);
}
