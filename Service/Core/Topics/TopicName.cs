using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Topics;

/// <summary>A valid topic: <c>/</c> or <c>/segment(/segment)*</c> within the limits of the grammar.</summary>
public readonly record struct TopicName
{
    public static readonly TopicName Root = new("/");

    private TopicName(string value) => Value = value;

    public string Value { get; }

    public bool IsRoot => Value.Length == 1;

    /// <summary>The broker's own names are readable, and nobody else publishes to them.</summary>
    public bool IsReserved => IsReservedName(Value);

    public static TopicName Parse(string? text, string parameter = "topic") =>
        TryParse(text, parameter, out var topic, out var error) ? topic : throw new BrokerException(error!);

    public static bool TryParse(string? text, string parameter, out TopicName topic, out BrokerError? error)
    {
        error = TopicGrammar.Check(text, parameter, wildcards: false);
        topic = error is null ? new TopicName(text!) : Root;
        return error is null;
    }

    public override string ToString() => Value;

    /// <summary>A name that was checked before.</summary>
    internal static TopicName Known(string value) => new(value);

    internal static bool IsReservedName(ReadOnlySpan<char> name) => name.Length > 1 && name[1] == '$';
}
