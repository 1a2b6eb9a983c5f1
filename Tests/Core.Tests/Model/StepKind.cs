namespace WcfBroker.Core.Tests.Model;

/// <summary>What a step does.</summary>
internal enum StepKind
{
    AttachOrDetach,
    Subscribe,
    Unsubscribe,
    UnsubscribeTopic,
    Publish,
    PublishBatch,
    Drain,
    Refill,
    Request,
    Reply,
    Tick,
    Pass,
    Look,
    SendTopicList,
}
