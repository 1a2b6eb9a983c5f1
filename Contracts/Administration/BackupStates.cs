namespace WcfBroker.Contracts.Administration;

/// <summary>The values of <see cref="BackupInfo.State"/>.</summary>
public static class BackupStates
{
    /// <summary>It is being written.</summary>
    public const string Running = "Running";

    /// <summary>It is complete and on the disk.</summary>
    public const string Done = "Done";

    /// <summary>There is no file: <see cref="BackupInfo.Error"/> says why.</summary>
    public const string Failed = "Failed";
}
