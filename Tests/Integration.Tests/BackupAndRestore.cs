using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>The store is copied while the broker runs, and put back while it does not, by the programs that an operator has.</summary>
[TestClass]
public sealed class BackupAndRestore : IDisposable
{
    private const int Publishers = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wcfbroker-backup-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task A_backup_under_load_restored_into_an_empty_folder_has_all_that_was_acknowledged_before_it_began()
    {
        string[] acknowledged;
        await using (var broker = await RunningBroker.StartInAsync(_folder.FullName))
        {
            using var stop = new CancellationTokenSource();
            var load = new Load(broker.Url, Publishers);
            var publishing = load.RunAsync(stop.Token);
            await load.HasAcknowledgedAsync(2_000);
            acknowledged = load.Acknowledged();
            await using var tool = new RunningProgram(Programs.Cli, "backup", "first.db", "--url", broker.Url);
            Assert.AreEqual(0, await tool.ExitCodeAsync(), tool.Output);
            await tool.WaitForAsync(Path.Combine(Data, "backups", "first.db"));
            await stop.CancelAsync();
            await publishing;
            Assert.IsGreaterThan(acknowledged.Length, load.Acknowledged().Length, "Publishing went on.");
        }

        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        await using (var restore = Command("restore", Path.Combine(Data, "backups", "first.db"), $"--Storage:Path={Path.Combine(elsewhere, "data")}"))
            Assert.AreEqual(0, await restore.ExitCodeAsync(), restore.Output);
        await using var restored = await RunningBroker.StartInAsync(elsewhere);
        var kept = await ReadAllAsync(restored.Url);
        Assert.IsEmpty(acknowledged.Except(kept.Select(message => message.Id!)));
    }

    [TestMethod]
    public async Task A_restored_broker_begins_another_epoch_and_keeps_what_was_replaced()
    {
        string epoch;
        await using (var broker = await RunningBroker.StartInAsync(_folder.FullName))
        {
            await using var client = new WcfClient(broker.Url);
            await client.Broker.PublishTextAsync("/a", "in the backup");
            await using var administration = new PlainClient<IBrokerAdministration>(broker.Url);
            epoch = (await administration.Broker.GetServerInfoAsync()).Epoch;
            await BackUpAsync(administration.Broker, "a.db");
            await client.Broker.PublishTextAsync("/a", "after it");
            await using var early = Command("restore", "a.db", $"--Storage:Path={Data}");
            Assert.AreEqual(1, await early.ExitCodeAsync());
            await early.WaitForAsync("in use");
        }

        await using (var restore = Command("restore", "a.db", $"--Storage:Path={Data}"))
        {
            Assert.AreEqual(0, await restore.ExitCodeAsync(), restore.Output);
            await restore.WaitForAsync("replaced-");
        }

        await using var again = await RunningBroker.StartInAsync(_folder.FullName);
        await using var after = new PlainClient<IBrokerAdministration>(again.Url);
        Assert.AreNotEqual(epoch, (await after.Broker.GetServerInfoAsync()).Epoch);
        Assert.HasCount(1, await ReadAllAsync(again.Url));
    }

    [TestMethod]
    public async Task A_check_tells_what_a_store_holds_and_finds_damage()
    {
        await using (var broker = await RunningBroker.StartInAsync(_folder.FullName))
        {
            await using (var client = new WcfClient(broker.Url))
                await client.Broker.PublishTextAsync("/a", "a text that can be found in the file");
            await broker.SignalAsync("INT");
            await broker.ExitCodeAsync();
        }

        await using (var check = Command("check", $"--Storage:Path={Data}"))
        {
            Assert.AreEqual(0, await check.ExitCodeAsync(), check.Output);
            await check.WaitForAsync("1 messages up to #1");
        }

        var file = Path.Combine(Data, "broker.db");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.AsSpan().IndexOf("can be found"u8)] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await using var again = Command("check", $"--Storage:Path={Data}");
        Assert.AreEqual(1, await again.ExitCodeAsync());
        await again.WaitForAsync("message #1 is not what was written");
    }

    [TestMethod]
    [DataRow("../escaped.db")]
    [DataRow("/tmp/escaped.db")]
    [DataRow(".hidden")]
    [DataRow("")]
    public async Task A_backup_has_the_name_of_a_file_and_never_a_path(string name)
    {
        await using var broker = await RunningBroker.StartInAsync(_folder.FullName);
        await using var administration = new PlainClient<IBrokerAdministration>(broker.Url);
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => administration.Broker.StartBackupAsync(name));
        Assert.AreEqual(FaultCodes.InvalidArgument, fault.Detail.Code);
        Assert.AreEqual("name", fault.Detail.Parameter);
        Assert.IsNotNull(fault.Detail.Limit);
        Assert.IsNull(await administration.Broker.GetBackupAsync());
    }

    [TestMethod]
    public async Task A_backup_never_overwrites_another_and_is_logged_as_an_act_of_administration()
    {
        await using var broker = await RunningBroker.StartInAsync(_folder.FullName);
        await using var administration = new PlainClient<IBrokerAdministration>(broker.Url);
        await BackUpAsync(administration.Broker, "a.db");
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => administration.Broker.StartBackupAsync("a.db"));
        Assert.AreEqual(FaultCodes.InvalidArgument, fault.Detail.Code);
        await broker.WaitForAsync("back up the store a.db: done");
        await broker.WaitForAsync("back up the store a.db: InvalidArgument");
    }

    [TestMethod]
    public async Task A_broker_without_a_store_has_nothing_to_back_up()
    {
        await using var broker = await RunningBroker.StartAsync("--Storage:Kind=Memory");
        await using var tool = new RunningProgram(Programs.Cli, "backup", "--url", broker.Url);
        Assert.AreEqual(1, await tool.ExitCodeAsync());
        await tool.WaitForAsync("StoreRequired");
    }

    [TestMethod]
    [DataRow(2, "restore FILE", "restore")]
    [DataRow(1, "There is no file", "restore", "none.db")]
    [DataRow(1, "There is no file", "check")]
    public async Task A_command_that_cannot_be_carried_out_is_one_line_and_an_exit_code(int exitCode, string told, params string[] words)
    {
        await using var command = Command([.. words, $"--Storage:Path={Data}"]);
        Assert.AreEqual(exitCode, await command.ExitCodeAsync());
        await command.WaitForAsync(told);
        Assert.DoesNotContain("   at ", command.Output, "No stack trace.");
    }

    private static RunningProgram Command(params string[] arguments) => new(Programs.Host, arguments);

    private static async Task BackUpAsync(IBrokerAdministration broker, string name)
    {
        var backup = await broker.StartBackupAsync(name);
        while (backup is { State: BackupStates.Running })
            backup = (await broker.GetBackupAsync())!;
        Assert.AreEqual(BackupStates.Done, backup.State, backup.Error);
    }

    private static async Task<List<Delivery>> ReadAllAsync(string url)
    {
        await using var administration = new PlainClient<IBrokerAdministration>(url, new NetTcpBinding(SecurityMode.None) { MaxReceivedMessageSize = 8 << 20 });
        var messages = new List<Delivery>();
        for (long? from = 0; from is { } next;)
        {
            var page = await administration.Broker.ReadLogAsync("/", next, null, 1_000);
            messages.AddRange(page.Messages);
            from = page.Next;
        }

        return messages;
    }
}
