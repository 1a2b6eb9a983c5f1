using System.Globalization;

namespace WcfBroker.Integration.Tests.Storms;

/// <summary>How many connections are made: few, or with WCFBROKER_STORM=1 the full numbers.</summary>
internal static class StormSize
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WCFBROKER_STORM") == "1";

    /// <summary>Connections that send a byte a second.</summary>
    public static int Drips => IsFull ? 5_000 : 500;

    /// <summary>How long they do.</summary>
    public static int DripSeconds => IsFull ? 10 : 3;

    /// <summary>Connections that send nothing.</summary>
    public static int Silent => IsFull ? 16_000 : 600;

    /// <summary>How many of those the broker may keep.</summary>
    public static int ConnectionsMax => IsFull ? 4_096 : 200;

    /// <summary>Connections that come and go.</summary>
    public static int Hasty => IsFull ? 10_000 : 1_000;

    /// <summary>Whether this process may open so many files.</summary>
    public static bool Fits(int connections) =>
        !File.Exists("/proc/self/limits")
        || (File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] is var limit
            && (limit == "unlimited" || int.Parse(limit, CultureInfo.InvariantCulture) > connections + 500));
}
