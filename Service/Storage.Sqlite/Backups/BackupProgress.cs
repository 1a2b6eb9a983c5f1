namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>How far a backup has come.</summary>
public readonly record struct BackupProgress(long Bytes, long BytesTotal);
