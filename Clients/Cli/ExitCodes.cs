namespace WcfBroker.Cli;

/// <summary>What the process answers to its shell. The help text lists them too.</summary>
internal static class ExitCodes
{
    /// <summary>Done; also a subscription ended by Ctrl-C.</summary>
    public const int Done = 0;

    /// <summary>The broker refused or cannot be reached, or a file cannot be read.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by Ctrl-C before the work was done.</summary>
    public const int Interrupted = 130;
}
