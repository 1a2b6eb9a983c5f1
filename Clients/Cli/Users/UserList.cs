namespace WcfBroker.Cli.Users;

/// <summary>The users file as a whole.</summary>
internal sealed record UserList(List<UserEntry> Users);
