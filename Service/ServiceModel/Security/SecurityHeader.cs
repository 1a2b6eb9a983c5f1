namespace WcfBroker.ServiceModel.Security;

/// <summary>What a WS-Security header says.</summary>
/// <param name="Created">When the message was made; null without a time stamp.</param>
/// <param name="Expires">When it is worth nothing any more.</param>
/// <param name="User">Who made it.</param>
/// <param name="Nonce">What makes the user's token different from all others.</param>
/// <param name="TokenCreated">When the user's token was made.</param>
/// <param name="Context">The token of a conversation.</param>
internal sealed record SecurityHeader(
    DateTime? Created, DateTime? Expires, UserNameCredential? User, string? Nonce, DateTime? TokenCreated, string? Context);
