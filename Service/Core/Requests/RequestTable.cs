namespace WcfBroker.Core.Requests;

/// <summary>The requests that wait for a reply, by id and by deadline.</summary>
internal sealed class RequestTable
{
    private readonly Dictionary<RequestId, PendingRequest> _pending = [];
    private readonly PriorityQueue<RequestId, DateTime> _deadlines = new();
    private long _last;

    public int Count => _pending.Count;

    public RequestId NextId() => new(++_last);

    public void Add(PendingRequest request)
    {
        _pending.Add(request.Id, request);
        _deadlines.Enqueue(request.Id, request.Deadline);
        request.Responder.Requests.Add(request.Id);
    }

    public PendingRequest? Find(RequestId id) => _pending.GetValueOrDefault(id);

    public void Remove(PendingRequest request)
    {
        _pending.Remove(request.Id);
        request.Responder.Requests.Remove(request.Id);
    }

    /// <summary>Takes out a request whose deadline has passed; null if there is none.</summary>
    public PendingRequest? TakeExpired(DateTime now)
    {
        while (_deadlines.TryPeek(out var id, out var deadline) && (deadline <= now || !_pending.ContainsKey(id)))
        {
            _deadlines.Dequeue();
            if (!_pending.TryGetValue(id, out var request))
                continue;
            Remove(request);
            return request;
        }

        return null;
    }
}
