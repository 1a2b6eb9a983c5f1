namespace WcfBroker.Benchmarks.Store;

/// <summary>What one restart took: of the store and the core alone, then of the whole host.</summary>
internal readonly record struct Restart(
    double OpenMilliseconds, double RestoreMilliseconds, double ProcessorMilliseconds, double OpenedMegabytes, double ReadyMilliseconds, double ReceiptMilliseconds, double HostMegabytes);
