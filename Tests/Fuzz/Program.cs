using SharpFuzz;
using WcfBroker.Fuzz;

// What afl-fuzz runs, one process for many inputs: WcfBroker.Fuzz <target>
if (args is not [var name] || FuzzTargets.Find(name) is not { } target)
{
    Console.Error.WriteLine($"One of: {string.Join(", ", FuzzTargets.Names)}");
    return 1;
}

Fuzzer.Run(input =>
{
    using var bytes = new MemoryStream();
    input.CopyTo(bytes);
    target.Run(bytes.ToArray());
});
return 0;
