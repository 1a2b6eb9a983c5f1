namespace WcfBroker.ServiceModel.Security;

/// <summary>A name and its password.</summary>
/// <param name="UserName">The name.</param>
/// <param name="Password">The password, as it was sent inside TLS.</param>
public sealed record UserNameCredential(string UserName, string Password) : PeerCredential
{
    /// <summary>The name alone: a password is not printed.</summary>
    public override string ToString() => UserName;
}
