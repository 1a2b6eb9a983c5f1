using System.Text.Json;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Security.Users;

/// <summary>The users that <c>wcfbroker user</c> has written.</summary>
internal sealed class UsersFile
{
    private const long FileBytesMax = 16 << 20;

    public UserOptions[] Users { get; set; } = [];

    /// <summary>Reads the file; one that is not there has no users.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or a user in it cannot be used.</exception>
    public static UserOptions[] Read(string path)
    {
        if (path.Length == 0 || !File.Exists(path))
            return [];
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > FileBytesMax)
                throw new InvalidDataException($"The users file '{path}' has {stream.Length} bytes; at most {FileBytesMax} bytes are read.");
            var users = JsonSerializer.Deserialize(stream, UsersJson.Default.UsersFile)?.Users ?? [];
            var wrong = users.SelectMany((user, i) => SecurityOptionsValidator.Check(user, $"users[{i}]")).FirstOrDefault();
            return wrong is null ? users : throw new InvalidDataException($"The users file '{path}': {wrong}");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The users file '{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
