namespace WcfBroker.Server.Endpoints;

/// <summary>
/// Marks an HTTP route whose messages may carry logins of their own, and whose description is for all: callers come in without a login, and
/// may do nothing until they have shown one.
/// </summary>
public sealed class MessageLogin;
