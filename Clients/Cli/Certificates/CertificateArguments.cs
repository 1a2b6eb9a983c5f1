namespace WcfBroker.Cli.Certificates;

/// <summary>What certificates were asked for.</summary>
internal sealed record CertificateArguments(DirectoryInfo Folder, IReadOnlyList<string> Names, IReadOnlyList<string> Clients, bool Force)
{
    public string AuthorityPath => Path.Combine(Folder.FullName, "ca.pem");

    public string AuthorityKeyPath => Path.Combine(Folder.FullName, "ca.key");

    public string ServerPath => Path.Combine(Folder.FullName, "server.pem");

    public string ClientPath(string name) => Path.Combine(Folder.FullName, $"{name}.pem");
}
