using WcfBroker.Cli;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Administration;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class BackupTests
{
    private readonly FakeTerminal _terminal = new();

    private FakeAdministration Broker => _terminal.Network.Administration;

    [TestMethod]
    public async Task A_backup_is_waited_for_and_told()
    {
        Broker.Backups.Enqueue(new BackupInfo { Name = "a.db" });
        Broker.Backups.Enqueue(new BackupInfo { Name = "a.db", Bytes = 1, BytesTotal = 2 });
        Broker.Backups.Enqueue(new BackupInfo { Name = "a.db", Path = "/b/a.db", State = BackupStates.Done, Bytes = 2_048, HeadSequence = 7 });
        var run = _terminal.RunAsync("backup", "a.db");
        while (!run.IsCompleted)
            _terminal.Network.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(ExitCodes.Done, await run);
        Assert.AreEqual("Backed up 2 KiB, messages up to #7, to /b/a.db on the broker's machine.\n", _terminal.Out);
        Assert.AreEqual("back up a.db", Broker.Calls.Single());
    }

    [TestMethod]
    public async Task A_backup_that_fails_is_a_failure_with_its_reason()
    {
        Broker.Backups.Enqueue(new BackupInfo { Name = "a.db", State = BackupStates.Failed, Error = "No room." });
        Assert.AreEqual(ExitCodes.Failed, await _terminal.RunAsync("backup"));
        Assert.AreEqual("wcfbroker: The backup failed: No room.\n", _terminal.Error);
        Assert.AreEqual("back up (no name)", Broker.Calls.Single());
    }
}
