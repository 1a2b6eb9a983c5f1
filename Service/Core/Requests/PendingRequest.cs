using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Requests;

/// <summary>A request given to a responder and not yet answered.</summary>
internal sealed record PendingRequest(RequestId Id, Session Responder, DateTime Deadline, IReply<MessageContent> Reply);
