using System.Text.Json;
using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class UserTests
{
    private const string Password = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-");
    private readonly FakeTerminal _terminal = new();

    private string File => Path.Combine(_folder.FullName, "new", "users.json");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task A_user_is_added_with_roles_and_a_hash_that_its_owner_alone_can_read()
    {
        Assert.AreEqual(ExitCodes.Done, await RunAsync(Password, "add", "ann", "--role", "press", "-r", "staff"));
        var user = Users().Single();
        Assert.AreEqual("ann", user.GetProperty("name").GetString());
        Assert.AreEqual("""["press","staff"]""", JsonSerializer.Serialize(user.GetProperty("roles")));
        StringAssert.StartsWith(user.GetProperty("password").GetString(), "pbkdf2-sha512$210000$");
        Assert.AreEqual("Added ann.\n", _terminal.Out);
        Assert.DoesNotContain(Password, _terminal.Out + _terminal.Error + await System.IO.File.ReadAllTextAsync(File));
        if (!OperatingSystem.IsWindows())
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [TestMethod]
    public async Task Equal_passwords_have_different_hashes()
    {
        await RunAsync(Password, "add", "ann");
        await RunAsync(Password, "add", "bob");
        Assert.HasCount(2, Users().Select(user => user.GetProperty("password").GetString()).Distinct());
    }

    [TestMethod]
    public async Task A_person_is_asked_twice_and_sees_nothing()
    {
        Assert.AreEqual(ExitCodes.Done, await AtTerminalAsync(Password, Password));
        Assert.AreEqual("Password: Once more: ", _terminal.Error);
        Assert.HasCount(1, Users());
    }

    [TestMethod]
    public async Task Two_that_differ_change_nothing()
    {
        Assert.AreEqual(ExitCodes.Failed, await AtTerminalAsync(Password, "correct house"));
        StringAssert.EndsWith(_terminal.Error, "wcfbroker: The two are not the same; nothing was changed.\n");
        Assert.IsFalse(System.IO.File.Exists(File));
    }

    [TestMethod]
    public async Task A_password_can_stand_in_a_file()
    {
        var secret = Path.Combine(_folder.FullName, "secret");
        await System.IO.File.WriteAllTextAsync(secret, $"{Password}\nmore\n");
        Assert.AreEqual(ExitCodes.Done, await RunAsync("", "add", "ann", "--password-file", secret));
        Assert.AreEqual(ExitCodes.Failed, await RunAsync("", "add", "bob", "--password-file", $"{secret}.none"));
    }

    [TestMethod]
    public async Task Users_are_changed_listed_and_removed()
    {
        await RunAsync(Password, "add", "ann", "--role", "press");
        await RunAsync("", "add", "bob", "--certificate-subject", "CN=bob");
        var before = Users()[0].GetProperty("password").GetString();
        Assert.AreEqual(ExitCodes.Done, await RunAsync("another one", "set-password", "ann"));
        Assert.AreNotEqual(before, Users()[0].GetProperty("password").GetString());
        Assert.AreEqual("press", Users()[0].GetProperty("roles")[0].GetString());
        await RunAsync("", "list");
        StringAssert.Contains(_terminal.Out, "certificate of CN=bob");
        Assert.AreEqual(ExitCodes.Done, await RunAsync("", "remove", "ann"));
        Assert.AreEqual("bob", Users().Single().GetProperty("name").GetString());
    }

    [TestMethod]
    [DataRow("wcfbroker: There is a user 'ann' already; 'set-password' or 'remove' it.\n", "add", "ann")]
    [DataRow("wcfbroker: There is no user 'bob' in", "remove", "bob")]
    [DataRow("wcfbroker: There is no user 'bob' in", "set-password", "bob")]
    [DataRow("wcfbroker: '*' is no name for a user", "add", "*")]
    [DataRow("wcfbroker: 'role:x' is no name for a user", "add", "role:x")]
    [DataRow("wcfbroker: A thumbprint is SHA-256", "add", "bob", "--certificate-thumbprint", "ab")]
    public async Task What_cannot_be_done_is_told_and_changes_nothing(string told, params string[] arguments)
    {
        await RunAsync(Password, "add", "ann");
        Assert.AreEqual(ExitCodes.Failed, await RunAsync(Password, arguments));
        StringAssert.StartsWith(_terminal.Error, told);
        Assert.HasCount(1, Users());
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [TestMethod]
    public async Task A_password_that_is_short_or_missing_is_refused()
    {
        Assert.AreEqual(ExitCodes.Failed, await RunAsync("short", "add", "ann"));
        Assert.AreEqual(ExitCodes.Failed, await RunAsync("", "add", "ann"));
        StringAssert.StartsWith(_terminal.Error, "wcfbroker: A password has at least 8 characters; this one has 5.\n");
    }

    [TestMethod]
    public async Task A_file_that_is_none_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, "{\"users\":[{\"nmae\":\"ann\"}]}");
        Assert.AreEqual(ExitCodes.Failed, await RunAsync(Password, "add", "ann"));
        StringAssert.Contains(_terminal.Error, "is no users file");
        Assert.AreEqual("{\"users\":[{\"nmae\":\"ann\"}]}", await System.IO.File.ReadAllTextAsync(File));
    }

    private Task<int> RunAsync(string input, params string[] arguments) => _terminal.RunAsync(["user", .. arguments, "--users-file", File], input);

    private Task<int> AtTerminalAsync(params string[] typed)
    {
        var lines = new Queue<string>(typed);
        return CommandLine.RunAsync(["user", "add", "ann", "--users-file", File], _terminal.Environment() with { InIsTerminal = true, ReadSecret = lines.Dequeue });
    }

    private List<JsonElement> Users() => [.. JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement.GetProperty("users").EnumerateArray()];
}
