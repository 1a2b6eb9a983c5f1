using System.Text;

namespace WcfBroker.Cli.Users;

/// <summary>Where a new password comes from: a person, who is asked twice and sees nothing of it, or a file.</summary>
internal static class PasswordSource
{
    private const string StandardInput = "-";
    private const int CharsMin = 8;
    private const int BytesMax = 1_024;

    public static async Task<string> ReadAsync(CliEnvironment environment, string? path, CancellationToken cancellation)
    {
        var password = path is null && environment.InIsTerminal ? Ask(environment)
            : path is null or StandardInput ? await environment.In.ReadLineAsync(cancellation)
            : await FirstLineAsync(path, cancellation);
        if (password is not { Length: >= CharsMin })
            throw new InvalidDataException($"A password has at least {CharsMin} characters; this one has {password?.Length ?? 0}.");
        return Encoding.UTF8.GetByteCount(password) <= BytesMax ? password : throw new InvalidDataException($"A password has at most {BytesMax} bytes.");
    }

    private static string Ask(CliEnvironment environment)
    {
        environment.Error.Write("Password: ");
        var password = environment.ReadSecret();
        environment.Error.Write("Once more: ");
        return environment.ReadSecret() == password ? password : throw new InvalidDataException("The two are not the same; nothing was changed.");
    }

    private static async Task<string?> FirstLineAsync(string path, CancellationToken cancellation)
    {
        using var reader = File.OpenText(path);
        return await reader.ReadLineAsync(cancellation);
    }
}
