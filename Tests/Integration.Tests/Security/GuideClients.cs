using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Channels;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Clients set up as the guide shows it.</summary>
[TestClass]
public sealed class GuideClients
{
    private static readonly CertificateFolder Folder = new();

    [ClassCleanup]
    public static void Clean() => Folder.Dispose();

    [TestMethod]
    public async Task Inside_TLS_without_a_login()
    {
        await using var broker = await StartAsync("None");
        var binding = new NetTcpBinding(SecurityMode.Transport);
        binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.None;
        using var factory = Factory(binding, broker);
        var refused = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => PublishAsync(factory));
        Assert.AreEqual(FaultCodes.AccessDenied, refused.Detail.Code);
    }

    [TestMethod]
    public async Task With_a_certificate_that_names_a_user()
    {
        using var own = Folder.Authority.IssueClient("worker");
        var path = Folder.Write("worker.pem", CertificateFolder.Pem(own));
        await using var broker = await StartAsync(
            "Require", "--Security:Users:0:Name=robot", "--Security:Users:0:CertificateSubject=CN=worker", "--Security:Users:0:Roles:0=press");
        var binding = new NetTcpBinding(SecurityMode.Transport);
        binding.Security.Transport.ClientCredentialType = TcpClientCredentialType.Certificate;
        using var factory = Factory(binding, broker);
        factory.Credentials.ClientCertificate.Certificate = X509Certificate2.CreateFromPemFile(path);
        await PublishAsync(factory);
    }

    [TestMethod]
    public async Task With_a_name_and_a_password()
    {
        const string password = SecuredBroker.Password;
        await using var broker = await StartAsync("None", "--Endpoints:NetTcp:RequireUserName=true");
        var binding = new NetTcpBinding(SecurityMode.TransportWithMessageCredential);
        binding.Security.Message.ClientCredentialType = MessageCredentialType.UserName;
        using var factory = Factory(binding, broker);
        factory.Credentials.UserName.UserName = "ann";
        factory.Credentials.UserName.Password = password;
        await PublishAsync(factory);
    }

    private static async Task<SecuredBroker> StartAsync(string clientCertificates, params string[] settings)
    {
        using var certificate = Folder.Authority.IssueServer(30, "localhost", "127.0.0.1");
        return await SecuredBroker.StartAsync([.. Folder.Settings(certificate, clientCertificates == "None" ? null : clientCertificates), .. settings]);
    }

    private static ChannelFactory<IPublisher> Factory(NetTcpBinding binding, SecuredBroker broker)
    {
        var factory = new ChannelFactory<IPublisher>(binding, new EndpointAddress(broker.Host.Url));
        SecureClients.Trusting(Folder.Authority)(factory.Credentials);
        return factory;
    }

    private static async Task PublishAsync(ChannelFactory<IPublisher> factory)
    {
        var publisher = factory.CreateChannel();
        try
        {
            await publisher.PublishTextAsync("/news", "Hello");
        }
        finally
        {
            ((IChannel)publisher).Abort();
        }
    }
}
