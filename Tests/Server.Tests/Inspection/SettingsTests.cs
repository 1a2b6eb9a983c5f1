using WcfBroker.Server.Inspection;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Inspection;

/// <summary>The settings in force, as those see them who run the broker: all but secrets.</summary>
[TestClass]
public sealed class SettingsTests
{
    [TestMethod]
    public void Whatever_may_be_a_secret_is_masked_wherever_it_stands()
    {
        var settings = SettingsList.Of(
        [
            new SettingsSection("Security", () => new { Set = 1 }),
            new SettingsSection("Sample", () => new Sample()),
        ]);
        Assert.IsEmpty(settings.Where(setting => setting.Name.StartsWith("Security", StringComparison.Ordinal)), "What cannot be set is no setting.");
        Assert.AreEqual(
            "Sample:ApiKey=******** Sample:Map:secretly=******** Sample:List:0:PasswordHash=******** Sample:List:0:Name=x Sample:Url=http://h",
            string.Join(' ', settings.Select(setting => $"{setting.Name}={setting.Value.Replace('•', '*')}")));
    }

    [TestMethod]
    public async Task Those_of_security_are_the_ones_that_hold_now()
    {
        await using var broker = new SecuredBroker("Users:0:Name=ann", $"Users:0:Password={Hash.Of("secret")}");
        var report = broker.Get<ServerReport>();
        Assert.AreEqual(SettingsList.Mask, Value("Security:Users:0:Password"));
        Assert.AreEqual("ann", Value("Security:Users:0:Name"));
        Assert.AreEqual("1000000", Value("Limits:TopicsMax"));
        broker.Change("Users:0:Name=eve");
        Assert.AreEqual("eve", Value("Security:Users:0:Name"));
        Assert.IsEmpty(report.Settings().Where(setting => setting.Value.Contains("pbkdf2", StringComparison.Ordinal)));

        string Value(string name) => report.Settings().Single(setting => setting.Name == name).Value;
    }

    /// <summary>Options of every shape.</summary>
    private sealed class Sample
    {
        public string ApiKey { get; set; } = "k";

        public Dictionary<string, string> Map { get; set; } = new() { ["secretly"] = "s" };

        public IReadOnlyList<Inner> List { get; set; } = [new Inner()];

        public string Url { get; set; } = "http://h";

        public Func<string>? Code { get; set; }
    }

    /// <summary>Options inside options.</summary>
    private sealed class Inner
    {
        public string PasswordHash { get; set; } = "h";

        public string Name { get; set; } = "x";
    }
}
