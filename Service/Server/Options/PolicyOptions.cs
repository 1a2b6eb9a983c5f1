using System.ComponentModel.DataAnnotations;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Server.Options;

/// <summary>One policy: what holds for the topics of a filter. What it leaves out is as without it.</summary>
public sealed class PolicyOptions
{
    /// <summary>The topics: one with its subtopics (<c>/a</c>), exactly one (<c>=/a</c>), or a pattern (<c>/a/+/c</c>, <c>/a/#</c>).</summary>
    [Required]
    public string Topics { get; set; } = "";

    /// <summary>Whether messages are stored before their receipts, or kept in memory alone. Default <see cref="Durability.Disk"/>.</summary>
    [EnumDataType(typeof(Durability))]
    public Durability Durability { get; set; } = Durability.Disk;

    /// <summary>Messages older than this are dropped, but for the last of each topic. At most <c>Storage:AgeMax</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? AgeMax { get; set; }

    /// <summary>Of each topic's messages so many are kept, the newest.</summary>
    [Range(1, 1_000_000_000)]
    public long? CountMax { get; set; }

    /// <summary>So many bytes of each topic's messages are kept, the newest, and at least the last message. At most <c>Storage:BytesMax</c>.</summary>
    [Range(1_024, 1L << 50)]
    public long? BytesMax { get; set; }

    /// <summary>Bytes of a message's payload. At most <c>Limits:PayloadBytesMax</c>.</summary>
    [Range(1, 16 << 20)]
    public int? PayloadBytesMax { get; set; }

    /// <summary>What happens to slow subscribers whose subscriptions do not say it. Default <see cref="SlowPolicy.DropOldest"/>.</summary>
    [EnumDataType(typeof(SlowPolicy))]
    public SlowPolicy? WhenSlow { get; set; }

    /// <summary>Whether what durable subscriptions have not settled is kept beyond age, count and bytes; when the store is full of it, publishing is refused. Default false.</summary>
    public bool HoldForSubscriptions { get; set; }

    /// <summary>The policy, with bounds where they are narrower than those of the whole store.</summary>
    internal TopicPolicy ToPolicy(StorageOptions storage) => new(TopicFilter.Parse(Topics))
    {
        Durability = Durability,
        AgeMax = AgeMax < storage.AgeMax ? AgeMax : null,
        CountMax = CountMax,
        BytesMax = BytesMax < storage.BytesMax ? BytesMax : null,
        PayloadBytesMax = PayloadBytesMax,
        WhenSlow = WhenSlow,
        HoldForSubscriptions = HoldForSubscriptions,
    };
}
