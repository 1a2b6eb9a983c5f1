using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>Where messages are kept, and for how long: section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The store. Default <see cref="StorageKind.Sqlite"/>.</summary>
    [EnumDataType(typeof(StorageKind))]
    public StorageKind Kind { get; set; } = StorageKind.Sqlite;

    /// <summary>The folder of the database, made if it is not there; relative to the folder that the broker runs in. Default <c>data</c>.</summary>
    [Required]
    [MaxLength(4_096)]
    public string Path { get; set; } = "data";

    /// <summary>The folder of backups, made if it is not there; relative to the folder that the broker runs in. Empty (default): <c>backups</c> inside <see cref="Path"/>.</summary>
    [MaxLength(4_096)]
    public string BackupFolder { get; set; } = "";

    /// <summary>Whether what a receipt acknowledges is flushed to the device first. Without it a power cut loses the newest messages. Default true.</summary>
    public bool FlushBeforeReceipt { get; set; } = true;

    /// <summary>Messages older than this are dropped, but for the last of each topic. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan AgeMax { get; set; } = TimeSpan.FromDays(7);

    /// <summary>When the database is larger than this, the oldest messages are dropped, but for the last of each topic. Default 1 GiB.</summary>
    [Range(1L << 20, 1L << 50)]
    public long BytesMax { get; set; } = 1L << 30;

    /// <summary>With less room than this on the disk, publishing is refused until there is more. Default 64 MiB.</summary>
    [Range(0, 1L << 50)]
    public long FreeDiskBytesMin { get; set; } = 64L << 20;

    /// <summary>The backup folder in full.</summary>
    internal string FullBackupFolder => System.IO.Path.GetFullPath(BackupFolder.Length > 0 ? BackupFolder : System.IO.Path.Combine(Path, "backups"));
}
