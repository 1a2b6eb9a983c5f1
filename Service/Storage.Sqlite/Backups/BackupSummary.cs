namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>A backup that was made: its size, and the newest message that it has.</summary>
public readonly record struct BackupSummary(long Bytes, long HeadSequence);
