using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>The pages for browsers: section <c>Dashboard</c> of the configuration.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Whether there are any. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Pages open at once, over all browsers; a further one is refused. Default 50.</summary>
    [Range(1, 10_000)]
    public int CircuitsMax { get; set; } = 50;
}
