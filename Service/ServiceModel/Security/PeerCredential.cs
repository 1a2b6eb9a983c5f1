namespace WcfBroker.ServiceModel.Security;

/// <summary>What a peer shows to say who it is: a <see cref="UserNameCredential"/> or a <see cref="CertificateCredential"/>.</summary>
public abstract record PeerCredential;
