namespace WcfBroker.Core.Errors;

/// <summary>Why a command was refused: a closed list, the same as the contract's fault codes.</summary>
public enum ErrorCode
{
    InvalidTopic,
    InvalidMessage,
    InvalidArgument,
    LimitExceeded,
    ServerBusy,
    ServerStopping,
    UnknownSubscription,
    UnknownRequest,
    NoResponder,
    ResponderLost,
    RequestTimeout,
    StoreFull,
    OutcomeUnknown,
    SubscriptionMismatch,
    AccessDenied,
    StoreRequired,
}
