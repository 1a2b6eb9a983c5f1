using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>The real broker on a disk that gets full: publishers are refused, readers are served, nothing acknowledged is lost.</summary>
[TestClass]
public sealed class FullDisk : IDisposable
{
    private const int Publishers = 4;
    private const string Refused = "Publishing is refused";
    private const string Reserve = "--Storage:FreeDiskBytesMin=41943040";

    private readonly SmallDisk _disk = new(mebibytes: 104);
    private readonly Traffic _traffic = new(Publishers, bodyBytes: 16 << 10);

    public TestContext TestContext { get; set; } = null!;

    public void Dispose()
    {
        _traffic.Dispose();
        _disk.Dispose();
    }

    [TestMethod]
    public async Task Publishers_that_fill_the_disk_are_refused_until_there_is_room()
    {
        await using (var broker = await RunningBroker.StartInAsync(_disk.Path, Reserve))
        {
            // What is left is measured now and then, so room may be found again until the reserve is reached.
            do
                await _traffic.RunAsync(broker.Url);
            while (!broker.Output.Contains(Refused, StringComparison.Ordinal));
            await CheckRefusedAndReadableAsync(broker);

            _disk.Resize(mebibytes: 256);
            await CheckPublishingGoesOnAsync(broker);
            broker.Kill();
        }

        await CheckAfterRestartAsync();
    }

    [TestMethod]
    public async Task A_disk_that_others_fill_under_load_refuses_publishers_until_there_is_room()
    {
        await using (var broker = await RunningBroker.StartInAsync(_disk.Path, Reserve))
        {
            var publishing = _traffic.RunAsync(broker.Url);
            await _traffic.ReceiveAsync(200);
            _disk.Fill();
            await publishing;
            await CheckRefusedAndReadableAsync(broker);

            _disk.Free();
            await CheckPublishingGoesOnAsync(broker);
            broker.Kill();
        }

        await CheckAfterRestartAsync();
    }

    private async Task CheckRefusedAndReadableAsync(RunningBroker broker)
    {
        TestContext.WriteLine($"{_traffic.Acknowledged.Count} acknowledged, then {string.Join(", ", _traffic.Endings)}");
        CollectionAssert.AreEqual(Enumerable.Repeat(FaultCodes.StoreFull, Publishers).ToArray(), _traffic.Endings.ToArray());
        _traffic.Verify(await Log.ReadAsync(broker.Url));
        await broker.WaitForAsync(Refused);
    }

    private async Task CheckPublishingGoesOnAsync(RunningBroker broker)
    {
        await broker.WaitForAsync("has room again");
        await _traffic.RunAsync(broker.Url, messagesMax: 10);
        Assert.IsEmpty(_traffic.Endings);
    }

    private async Task CheckAfterRestartAsync()
    {
        await using var broker = await RunningBroker.StartInAsync(_disk.Path, Reserve);
        _traffic.Verify(await Log.ReadAsync(broker.Url));
        await _traffic.RunAsync(broker.Url, messagesMax: 1);
        Assert.IsEmpty(_traffic.Endings);
    }
}
