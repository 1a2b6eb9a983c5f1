using WcfBroker.Contracts.Topics;
using WcfBroker.Dashboard.Bodies;
using WcfBroker.Dashboard.Brokers;

namespace WcfBroker.Dashboard.Topics;

/// <summary>
/// The rows of the topic tree, or of a list of topics found. Levels are loaded page by page as they are opened, and only the rows in view are
/// looked at again: what it costs depends on the window, not on how many topics there are.
/// </summary>
internal sealed class TopicRows(DashboardBroker broker, TimeProvider time)
{
    /// <summary>Topics loaded at once.</summary>
    public const int PageTopics = 200;

    /// <summary>Topics loaded in all.</summary>
    public const int TopicsMax = 20_000;

    /// <summary>Topics found in a search, and looked through for them.</summary>
    public const int FoundMax = 200;
    public const int SearchedMax = 200_000;

    private const int SearchPageTopics = 1_000;
    private const int ViewRowsMax = 80;
    private const int PreviewCharsMax = 80;

    private readonly TopicNode _root = new(new TopicInfo { Name = "/" }, -1) { IsOpen = true };
    private List<TopicRow> _rows = [];
    private (int Start, int Count) _view;
    private int _loaded;

    public IReadOnlyList<TopicRow> All => _rows;

    /// <summary>What went wrong; null if nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>What is to be said of the list.</summary>
    public string? Note { get; private set; }

    /// <summary>Begins anew with the topmost topics.</summary>
    public async Task LoadTreeAsync()
    {
        Clear();
        await LoadMoreAsync(_root);
    }

    /// <summary>Shows topics as a list: those that a visitor without the right to administer may see.</summary>
    public async Task LoadListAsync()
    {
        Clear();
        var page = await broker.AskAsync(service => service.ListTopicsAsync(null, null, PageTopics));
        Error = page.Error;
        _root.Children.AddRange((page.Value?.Topics ?? []).Select(topic => new TopicNode(topic, 0) { HasSubtopics = false }));
        Note = page.Value?.Next is null ? null : $"These are the first {PageTopics} topics. Search for others.";
        Arrange();
    }

    /// <summary>Looks for topics: those below a topic of this name, or else those with this in their names.</summary>
    public async Task SearchAsync(string words, bool isAdministrator, CancellationToken cancellation)
    {
        var prefix = words.StartsWith('/') ? words : null;
        var found = new List<TopicNode>();
        var (looked, error) = (0, (string?)null);
        for (string? after = null; ;)
        {
            var from = after;
            var page = await broker.AskAsync(service => isAdministrator
                ? service.ListAllTopicsAsync(prefix, from, SearchPageTopics)
                : service.ListTopicsAsync(prefix, from, SearchPageTopics));
            if (cancellation.IsCancellationRequested)
                return;
            if (prefix is not null && page.Value is not { Topics.Length: > 0 })
            {
                // It is no topic, or not yet: it may be the beginning of one.
                prefix = null;
                continue;
            }

            error = page.Error;
            foreach (var topic in page.Value?.Topics ?? [])
            {
                if (prefix is not null || topic.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                    found.Add(new TopicNode(topic, 0) { HasSubtopics = false });
            }

            looked += page.Value?.Topics.Length ?? 0;
            after = page.Value?.Next;
            if (after is null || found.Count >= FoundMax || looked >= SearchedMax)
            {
                Clear();
                Error = error;
                Note = after is null ? $"{Words.Count(found.Count)} found." : found.Count >= FoundMax
                    ? $"The first {FoundMax} are shown. Say more of the name to find others."
                    : $"{Words.Count(found.Count)} found among the first {Words.Count(looked)} topics. Begin with a slash to look below a topic.";
                break;
            }
        }

        _root.Children.AddRange(found.Take(FoundMax));
        Arrange();
    }

    /// <summary>Opens or closes a topic.</summary>
    public async Task ToggleAsync(TopicNode node)
    {
        node.IsOpen = !node.IsOpen;
        if (node.IsOpen && node.Children.Count == 0)
            await LoadMoreAsync(node);
        Arrange();
    }

    /// <summary>Loads the next subtopics of a topic.</summary>
    public async Task LoadMoreAsync(TopicNode node)
    {
        if (_loaded >= TopicsMax)
        {
            Note = $"{Words.Count(TopicsMax)} topics are loaded, which is as many as there may be. Search for others.";
            return;
        }

        var page = await broker.AskAsync(service => service.ListSubtopicsAsync(node.Name, node.Next, PageTopics));
        Error = page.Error;
        if (page.Value is not { } topics)
            return;
        node.Children.AddRange(topics.Topics.Select(topic => new TopicNode(topic, node.Depth + 1)));
        node.Next = topics.Next;
        node.HasSubtopics = node.Children.Count > 0;
        _loaded += topics.Topics.Length;
        Arrange();
    }

    /// <summary>The rows that are in view now.</summary>
    public async Task<IReadOnlyList<TopicRow>> ViewAsync(int start, int count, bool isAdministrator)
    {
        _view = (start, Math.Min(count, ViewRowsMax));
        await Task.WhenAll(Viewed().Where(node => node.PreviewSequence < 0).Select(node => RefreshAsync(node, isAdministrator)));
        return [.. _rows.Skip(start).Take(count)];
    }

    /// <summary>Looks again at the topics in view.</summary>
    public Task RefreshAsync(bool isAdministrator) => Task.WhenAll(Viewed().Select(node => RefreshAsync(node, isAdministrator)));

    private List<TopicNode> Viewed() => [.. _rows.Skip(_view.Start).Take(_view.Count).Where(row => !row.IsMore).Select(row => row.Node)];

    private async Task RefreshAsync(TopicNode node, bool isAdministrator)
    {
        // A topic comes first among those below it, so a page of one is the topic itself.
        var page = await broker.AskAsync(service => isAdministrator
            ? service.ListAllTopicsAsync(node.Name, null, 1)
            : service.ListTopicsAsync(node.Name, null, 1));
        if (page.Value?.Topics is not [var info, ..])
            return;
        node.Update(info, time.GetUtcNow().UtcDateTime);
        node.HasSubtopics = isAdministrator && page.Value.Next is not null;
        if (info.LastSequence == node.PreviewSequence)
            return;
        node.PreviewSequence = info.LastSequence;
        var last = info.LastSequence == 0 ? default : await broker.AskAsync(service => service.GetLastMessageAsync(node.Name));
        node.Preview = last.Value is { } message ? BodyView.Preview(message.Body, PreviewCharsMax) : "";
    }

    private void Clear()
    {
        _root.Children.Clear();
        (_root.Next, _loaded, Error, Note) = (null, 0, null, null);
        Arrange();
    }

    private void Arrange()
    {
        var rows = new List<TopicRow>();
        AddBelow(_root, rows);
        _rows = rows;
    }

    private static void AddBelow(TopicNode node, List<TopicRow> rows)
    {
        foreach (var child in node.Children)
        {
            rows.Add(new TopicRow(child, IsMore: false));
            if (child.IsOpen)
                AddBelow(child, rows);
        }

        if (node.Next is not null)
            rows.Add(new TopicRow(node, IsMore: true));
    }
}
