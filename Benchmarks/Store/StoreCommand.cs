using System.CommandLine;

namespace WcfBroker.Benchmarks.Store;

/// <summary>The verb <c>store</c>: what the durable store takes, gives and costs.</summary>
internal static class StoreCommand
{
    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "Messages in the log that is opened and read.", DefaultValueFactory = _ => 2_000_000 };
        var folder = Folder();
        var command = new Command("store", "Rates of the SQLite store beside a bare SQLite writer; opening and reading.")
        {
            rows, folder, RestartCommand.Create(), FillCommand.Create(), OpenCommand.Create(),
        };
        command.SetAction(result =>
        {
            var place = result.GetRequiredValue(folder);
            CommitRates.Run(place, Console.Out);
            OpenAndRead.Run(place, result.GetRequiredValue(rows), [1_000, 1_000_000], Console.Out);
        });
        return command;
    }

    public static Option<string> Folder() =>
        new("--folder") { Description = "Where the files are made: a folder of the device to measure.", DefaultValueFactory = _ => "artifacts/store" };
}
