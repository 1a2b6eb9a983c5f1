namespace WcfBroker.Core.Requests;

/// <summary>The requests that wait for a reply, by id and by deadline.</summary>
internal sealed class RequestTable
{
    private readonly Dictionary<RequestId, PendingRequest> _pending = [];
    private readonly SortedSet<(DateTime Deadline, long Id)> _deadlines = [];
    private long _last;

    public int Count => _pending.Count;

    /// <summary>The requests in the order in which their deadlines come.</summary>
    public IEnumerable<PendingRequest> InOrder => _deadlines.Select(deadline => _pending[new RequestId(deadline.Id)]);

    public RequestId NextId() => new(++_last);

    public void Add(PendingRequest request)
    {
        _pending.Add(request.Id, request);
        _deadlines.Add((request.Deadline, request.Id.Value));
        request.Responder.Requests.Add(request.Id);
    }

    public PendingRequest? Find(RequestId id) => _pending.GetValueOrDefault(id);

    public void Remove(PendingRequest request)
    {
        _pending.Remove(request.Id);
        _deadlines.Remove((request.Deadline, request.Id.Value));
        request.Responder.Requests.Remove(request.Id);
    }

    /// <summary>Takes out a request whose deadline has come; null if there is none.</summary>
    public PendingRequest? TakeExpired(DateTime now)
    {
        if (_deadlines.Count == 0 || _deadlines.Min.Deadline > now)
            return null;
        var request = _pending[new RequestId(_deadlines.Min.Id)];
        Remove(request);
        return request;
    }
}
