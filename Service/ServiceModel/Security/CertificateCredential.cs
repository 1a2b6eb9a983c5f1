using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.ServiceModel.Security;

/// <summary>A certificate that TLS has accepted.</summary>
/// <param name="Certificate">The certificate.</param>
public sealed record CertificateCredential(X509Certificate2 Certificate) : PeerCredential;
