using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>Where messages are kept: section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The store. Default <see cref="StorageKind.Memory"/>.</summary>
    [EnumDataType(typeof(StorageKind))]
    public StorageKind Kind { get; set; } = StorageKind.Memory;

    /// <summary>The folder of a store that writes files; <see cref="StorageKind.Memory"/> writes none. Default empty.</summary>
    [MaxLength(4_096)]
    public string Path { get; set; } = "";
}
