using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>A running host with a user, rules and an issuer of tokens.</summary>
internal sealed class SecuredBroker : IAsyncDisposable
{
    public const string Password = "correct horse";
    private const string UserName = "ann";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-");

    private SecuredBroker(TokenIssuer issuer) => Issuer = issuer;

    public TokenIssuer Issuer { get; }

    public RunningBroker Host { get; private set; } = null!;

    public string UsersFile => Path.Combine(_folder.FullName, "users.json");

    public static async Task<SecuredBroker> StartAsync(params string[] settings)
    {
        var broker = new SecuredBroker(new TokenIssuer());
        var keys = Path.Combine(broker._folder.FullName, "keys.pem");
        await File.WriteAllTextAsync(keys, broker.Issuer.PublicKey);
        await broker.UserAsync("add", UserName, "--role", "press");
        broker.Host = await RunningBroker.StartAsync(
        [
            $"--Security:UsersFile={broker.UsersFile}", $"--Security:Tokens:KeysFile={keys}",
            $"--Security:Tokens:Issuer={TokenIssuer.Name}", $"--Security:Tokens:Audience={TokenIssuer.Audience}",
            "--Security:Rights:0:Who=role:press", "--Security:Rights:0:Publish:0=/news", "--Security:Rights:0:Subscribe:0=/news",
            "--Security:Rights:1:Who=anonymous", "--Security:Rights:1:Subscribe:0=/news/public",
            "--Security:FailedLoginsPerMinuteMax=1000", .. settings,
        ]);
        return broker;
    }

    /// <summary>Runs <c>wcfbroker user</c> on the broker's file.</summary>
    public async Task UserAsync(params string[] arguments)
    {
        await using var tool = new RunningProgram(Programs.Cli, ["user", .. arguments, "--users-file", UsersFile]);
        await tool.Input.WriteLineAsync(Password);
        tool.Input.Close();
        if (await tool.ExitCodeAsync() != 0)
            throw new InvalidOperationException(tool.Output);
    }

    /// <summary>Publishes over HTTP.</summary>
    public async Task<HttpResponseMessage> PublishAsync(string topic, AuthenticationHeaderValue? login)
    {
        using var http = new HttpClient { BaseAddress = Host.HttpUrl };
        http.DefaultRequestHeaders.Authorization = login;
        using var body = new StringContent("Hello");
        return await http.PostAsync(new Uri($"api/topics{topic}/messages", UriKind.Relative), body);
    }

    public async Task<HttpStatusCode> StatusAsync(string topic, AuthenticationHeaderValue? login)
    {
        using var response = await PublishAsync(topic, login);
        return response.StatusCode;
    }

    public static AuthenticationHeaderValue Basic(string name = UserName, string password = Password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Issuer.Dispose();
        _folder.Delete(recursive: true);
    }
}
