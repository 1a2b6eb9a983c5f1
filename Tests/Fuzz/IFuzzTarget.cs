namespace WcfBroker.Fuzz;

/// <summary>Something that takes bytes from a stranger, as a whole: it refuses what it cannot use, and never fails.</summary>
internal interface IFuzzTarget
{
    /// <summary>Takes one input. What gets out as an exception is a finding.</summary>
    void Run(byte[] input);
}
