namespace WcfBroker.Client.Responders;

/// <summary>Headers that responders put on replies, by agreement with requesters; the broker carries them like any other.</summary>
public static class ResponderHeaders
{
    /// <summary>Marks a reply that is a refusal: its value is a short code, and the reply's text says more.</summary>
    public const string Error = "error";

    /// <summary>The value of <see cref="Error"/> when the responder's own code failed.</summary>
    public const string HandlerFailed = "HandlerFailed";
}
