namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>What a step does.</summary>
internal enum StepKind
{
    AttachOrDetach,
    Subscribe,
    Unsubscribe,
    Publish,
    PublishBatch,
    Drain,
    Acknowledge,
    AcknowledgeUpTo,
    Return,
    Reject,
    Extend,
    Pass,
    Tick,
    Trim,
    Pause,
    Resume,
    Delete,
    Replay,
    ReplayMessages,
    Purge,
    Look,
    Decide,
    Commit,
    Read,
    HandIn,
    Kill,
    Stop,
}
