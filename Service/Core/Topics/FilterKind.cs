namespace WcfBroker.Core.Topics;

/// <summary>What a topic filter covers.</summary>
public enum FilterKind
{
    /// <summary>A topic and all its subtopics: <c>/a/b</c>.</summary>
    Subtree,

    /// <summary>That topic only: <c>=/a/b</c>.</summary>
    Exact,

    /// <summary>A pattern with <c>+</c> and <c>#</c>.</summary>
    Pattern,
}
