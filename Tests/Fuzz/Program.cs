using SharpFuzz;
using WcfBroker.Fuzz;

// What afl-fuzz runs, one process for many inputs: WcfBroker.Fuzz <target>
if (args is not [var name] || !FuzzTargets.Names.Contains(name))
{
    Console.Error.WriteLine($"One of: {string.Join(", ", FuzzTargets.Names)}");
    return 1;
}

// Made with the first input: code that reports where it is cannot run before it knows to whom.
var target = new Lazy<IFuzzTarget>(() => FuzzTargets.Find(name)!);
Fuzzer.Run(input =>
{
    using var bytes = new MemoryStream();
    input.CopyTo(bytes);
    target.Value.Run(bytes.ToArray());
});
return 0;
