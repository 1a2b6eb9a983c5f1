namespace WcfBroker.Core.Storage;

/// <summary>Why a store could not do what it was asked.</summary>
public enum StoreFault
{
    /// <summary>No room: nothing of the batch is stored. Reading goes on, and so do records that free room.</summary>
    Full,

    /// <summary>
    /// The device failed: whether the batch is stored is known only after the store is opened again. The store takes no
    /// more; a publisher that retries with the same message id gets the right answer.
    /// </summary>
    OutcomeUnknown,

    /// <summary>What is on the device is not what was written.</summary>
    Damaged,

    /// <summary>Another process uses the store.</summary>
    Locked,

    /// <summary>The store cannot be opened: its place, its permissions, or a newer version of the broker wrote it.</summary>
    Unavailable,
}
