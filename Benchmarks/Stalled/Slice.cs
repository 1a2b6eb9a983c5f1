namespace WcfBroker.Benchmarks.Stalled;

/// <summary>
/// The stream goes to two topics in turn, a slice at a time: one that all read, and one that a stalled session has subscribed
/// to as well. The slices are short, so that what else happens on the machine meets both alike.
/// </summary>
internal static class Slice
{
    public const int AllRead = 0;
    public const int OneStalled = 1;

    /// <summary>The messages of a slice: 50 ms at the publisher's rate.</summary>
    public const int Messages = SteadyPublisher.MessagesPerSecond / 20;

    public static int Of(long number) => (int)(number / Messages % 2);
}
