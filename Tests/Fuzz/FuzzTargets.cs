using WcfBroker.Fuzz.Targets;

namespace WcfBroker.Fuzz;

/// <summary>All targets by name; the inputs of each stand in a folder of that name.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> All = new()
    {
        ["framing"] = () => new NetTcpTarget(),
        ["envelopes"] = () => new EnvelopeTarget(),
        ["heads"] = () => new HeadTarget(),
        ["soap"] = () => new SoapTarget(logsIn: false),
        ["logins"] = () => new SoapTarget(logsIn: true),
        ["tokens"] = () => new TokenTarget(),
        ["original"] = () => new OriginalTarget(),
        ["topics"] = () => new TopicTarget(),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static IFuzzTarget? Find(string name) => All.GetValueOrDefault(name)?.Invoke();
}
