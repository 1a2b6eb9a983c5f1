using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>A backup of the store: how far it has come, or what became of it.</summary>
[DataContract(Name = "BackupInfo", Namespace = ContractNamespace.Uri)]
public sealed class BackupInfo
{
    /// <summary>The name of the file.</summary>
    [DataMember(Order = 1)]
    public string Name { get; set; } = "";

    /// <summary>Where the file is, on the broker's machine.</summary>
    [DataMember(Order = 2)]
    public string Path { get; set; } = "";

    /// <summary>One of <see cref="BackupStates"/>.</summary>
    [DataMember(Order = 3)]
    public string State { get; set; } = BackupStates.Running;

    /// <summary>The bytes that were copied.</summary>
    [DataMember(Order = 4)]
    public long Bytes { get; set; }

    /// <summary>The bytes that there are to copy; 0 until that is known.</summary>
    [DataMember(Order = 5)]
    public long BytesTotal { get; set; }

    /// <summary>When it began, UTC.</summary>
    [DataMember(Order = 6)]
    public DateTime StartedUtc { get; set; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public DateTime? EndedUtc { get; set; }

    /// <summary>The sequence of the newest message that it has; null until it is done.</summary>
    [DataMember(Order = 8, EmitDefaultValue = false)]
    public long? HeadSequence { get; set; }

    /// <summary>Why it failed; null if it did not.</summary>
    [DataMember(Order = 9, EmitDefaultValue = false)]
    public string? Error { get; set; }
}
