using System.Text;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>The operations of a service whose requests are read from their bytes, and the names that their readers ask for.</summary>
internal sealed class RequestTable
{
    private readonly Dictionary<string, RequestOperation> _byAction = new(StringComparer.Ordinal);
    private readonly List<(byte[] Action, RequestOperation Operation)> _byActionText = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public void Add(RequestOperation operation)
    {
        _byAction.Add(operation.Dispatched.Action, operation);
        _byActionText.Add((Encoding.UTF8.GetBytes(operation.Dispatched.Action), operation));
    }

    public RequestOperation? Find(string action) => _byAction.GetValueOrDefault(action);

    /// <summary>Finds an operation by its action as UTF-8. There are few.</summary>
    public RequestOperation? Find(ReadOnlySpan<byte> action)
    {
        foreach (var (text, operation) in _byActionText)
        {
            if (action.SequenceEqual(text))
                return operation;
        }

        return null;
    }

    public ElementName Name(string text)
    {
        _names.TryAdd(text, _names.Count);
        return new(_names[text]);
    }

    /// <summary>Negative for a string that is no such name.</summary>
    public int NumberOf(string text) => _names.TryGetValue(text, out var number) ? number : -1;
}
