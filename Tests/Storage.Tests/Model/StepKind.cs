namespace WcfBroker.Storage.Tests.Model;

/// <summary>What a step of a random schedule does.</summary>
internal enum StepKind
{
    CreateTopic,
    Publish,
    ClearByMessage,
    ClearRetained,
    Reserve,
    Subscribe,
    ChangeSubscription,
    DeleteSubscription,
    Acknowledge,
    CountAttempt,
    DeadLetter,
    DropDeadLetter,
    Trim,
    Drop,
    Commit,
    Reopen,
    Crash,
}
