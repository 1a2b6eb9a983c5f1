using System.Text.Json;

namespace WcfBroker.Cli.Users;

/// <summary>The file with the broker's users: its owner's alone, and replaced as a whole, so that no reader sees half of it.</summary>
internal static class UsersFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static List<UserEntry> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, UsersJson.Default.UserList)?.Users ?? throw new JsonException("it has no users.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no users file: {exception.Message}", exception);
        }
    }

    /// <exception cref="IOException">There is no such user.</exception>
    public static void Find(string path, string name)
    {
        if (!Read(path).Exists(user => user.Name == name))
            throw new IOException($"There is no user '{name}' in '{path}'.");
    }

    /// <summary>Writes what becomes of the users. Of two changes at once, one is refused.</summary>
    public static void Change(string path, Func<List<UserEntry>, List<UserEntry>> change)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var next = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(next, options);
        try
        {
            Write(stream, change(Read(path)));
            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    private static void Write(FileStream stream, List<UserEntry> users)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnly);
        if (users.Select(user => user.Wrong()).OfType<string>().FirstOrDefault() is { } wrong)
            throw new InvalidDataException(wrong);
        JsonSerializer.Serialize(stream, new UserList(users), UsersJson.Default.UserList);
        stream.Flush(flushToDisk: true);
    }
}
