namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>
/// Knows whether the current thread is receiving for a session, and so must not wait for what the session's client answers.
/// </summary>
internal static class ReceiveThread
{
    [ThreadStatic]
    private static bool s_isCurrent;

    public static bool IsCurrent => s_isCurrent;

    /// <summary>Starts asynchronous work on the receiving thread.</summary>
    public static Task Start<T>(T call, Func<T, Task> start)
    {
        s_isCurrent = true;
        try
        {
            return start(call);
        }
        finally
        {
            s_isCurrent = false;
        }
    }
}
