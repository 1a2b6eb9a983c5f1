using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Tls;

/// <summary>Decides whether a client's certificate is accepted.</summary>
internal sealed partial class ClientCertificateCheck(ClientCertificates mode, ILogger log)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <exception cref="StartException">The authorities cannot be read.</exception>
    public static X509ChainPolicy Policy(TlsOptions options, string section)
    {
        var policy = new X509ChainPolicy { RevocationMode = options.RevocationMode };
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        if (options.ClientCertificateAuthorities.Length == 0)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            policy.CustomTrustStore.ImportFromPem(System.Text.Encoding.UTF8.GetString(CertificateFile.Read(options.ClientCertificateAuthorities)));
            if (policy.CustomTrustStore.Count == 0)
                throw new CryptographicException("it has no certificate in PEM");
            return policy;
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"{section}:ClientCertificateAuthorities = '{options.ClientCertificateAuthorities}' cannot be used: {unusable.Message.TrimEnd('.')}.", unusable);
        }
    }

    public bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || (certificate is null && mode != ClientCertificates.Require))
            return true;
        var reasons = chain?.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', ' ')).Distinct() ?? [];
        LogRefused(
            log,
            Core.Errors.Printable.From(certificate?.Subject ?? "none"),
            string.Join("; ", reasons.DefaultIfEmpty(errors.ToString())));
        return false;
    }

    [LoggerMessage(EventIds.ClientCertificateRefused, LogLevel.Warning, "The client certificate {Subject} was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string subject, string reason);
}
