using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WcfBroker.Server.Security.Login;
using WcfBroker.Server.Startup;

namespace WcfBroker.Fuzz.Targets;

/// <summary>A JSON web token, where tokens of one key are taken.</summary>
internal sealed class TokenTarget : IFuzzTarget
{
    // Of a key that nobody has: it signed the kept inputs.
    private const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtMcscxTsEfHn9XUY/1xj
        tFgXu04XlSb8vHqCelPHtEK14Nf0E6Nvtlb35BDM64POcCD4Ewgs/XZ7xw/XfTrz
        5Pry8huqiUJna4iMFmdLrZOx7QJctnu7eNRhWHMiSoJ+qtlIhkws74QZg0n7sHsM
        Rbtk9zVFIghwglYtD0x6BX+2OzyuBRH+pf5o0TD0nOR15wHCvLlC4TOIt7YNGE6d
        F3gtOYZ9ObwE79dUmcVhMQKV9uu24BpSC1Bqt36zWskOfFcUZ9vcYPhI0oA5HTJb
        PXxqqOIXpu9YwvNi2BESjZHrWMOSbfhpT8TvmRyKZGNX4gk8Zj/+lYUCuuEr7PxR
        +QIDAQAB
        -----END PUBLIC KEY-----
        """;

    private readonly IAuthenticator _authenticator;

    public TokenTarget()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("wcfbroker-fuzz-").FullName, "keys.pem");
        File.WriteAllText(file, PublicKey);
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Kind"] = "Memory", ["Security:Tokens:KeysFile"] = file, ["Security:Tokens:Issuer"] = "https://issuer.example", ["Security:Tokens:Audience"] = "broker",
        };
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(FailureLog.Instance).AddLogging().AddSingleton(configuration);
        services.AddBroker(configuration);
        services.AddSingleton<TimeProvider>(new FixedTime());
        _authenticator = services.BuildServiceProvider().GetRequiredService<IAuthenticator>();
    }

    public void Run(byte[] input)
    {
        var user = _authenticator.AuthenticateTokenAsync(Encoding.UTF8.GetString(input), IPAddress.Loopback).GetAwaiter().GetResult();
        if (user is not null && user.Identity?.Name is not ("tom" or "ann"))
            throw new InvalidOperationException($"A token that nobody signed names '{user.Identity?.Name}'.");
        FailureLog.Instance.Check();
    }
}
