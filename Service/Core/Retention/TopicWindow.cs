using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Retention;

/// <summary>
/// Counts the messages of a topic that are kept. In pieces, none larger than an eighth of what may be kept: so what is lost
/// from the oldest end, unseen, makes the count wrong by one piece at most, and never so that too much is dropped.
/// </summary>
internal sealed class TopicWindow(int topicId, TopicPolicy policy)
{
    private const int PiecesOfBound = 8;

    // More are not needed to say what is over, whichever of the two bounds it is.
    private const int PiecesMax = (2 * PiecesOfBound) + 2;

    private readonly List<WindowPiece> _pieces = [];
    private long _last;

    public int TopicId => topicId;

    public TopicPolicy Policy => policy;

    /// <summary>Where the oldest message counted stands, or later.</summary>
    public long From => _pieces[0].From;

    /// <summary>Whether there are more messages than the policy keeps; the last one it always does.</summary>
    public bool IsOver => IsOverFrom(0);

    /// <summary>Before this sequence lies all that is over.</summary>
    public long OverTo => OverPieces < _pieces.Count ? _pieces[OverPieces].From : _last;

    /// <summary>How many messages are counted before <see cref="OverTo"/>.</summary>
    public long CountToOverTo => _pieces.Take(OverPieces).Sum(piece => piece.Count);

    private int OverPieces
    {
        get
        {
            var pieces = 0;
            while (IsOverFrom(pieces))
                pieces++;
            return pieces;
        }
    }

    /// <summary>Counts the next message of the topic.</summary>
    public void Add(long sequence, int bytes)
    {
        _last = sequence;
        if (_pieces.Count == 0 || IsUncounted(_pieces[^1]) || IsFull(_pieces[^1]))
            _pieces.Add(new WindowPiece(sequence, 0, 0));
        _pieces[^1] = _pieces[^1] with { Count = _pieces[^1].Count + 1, Bytes = _pieces[^1].Bytes + bytes };
        if (_pieces.Count <= PiecesMax)
            return;
        _pieces[1] = new WindowPiece(From, _pieces[0].Count + _pieces[1].Count, _pieces[0].Bytes + _pieces[1].Bytes);
        _pieces.RemoveAt(0);
    }

    /// <summary>All messages before a sequence are gone: how many of a piece that began before it are left is not known, and they do not count.</summary>
    public void Forget(long before)
    {
        while (_pieces.Count > 1 && _pieces[1].From <= before)
            _pieces.RemoveAt(0);
        if (From < before)
            _pieces[0] = new WindowPiece(before, 0, 0);
    }

    /// <summary>Whether a message is over, and if so counts it no more. To be asked for each message of the topic, the oldest first.</summary>
    public bool TakeIfOver(long sequence, int bytes)
    {
        while (IsOver && _pieces.Count > 1 && _pieces[1].From <= sequence)
            _pieces.RemoveAt(0);
        if (!IsOver || sequence < From || sequence == _last)
            return false;
        var oldest = _pieces[0];
        _pieces[0] = new WindowPiece(sequence + 1, Math.Max(0, oldest.Count - 1), Math.Max(0, oldest.Bytes - bytes));
        if (oldest.Count == 1)
            _pieces.RemoveAt(0);
        return true;
    }

    // What is left of a piece whose beginning is gone: what comes after it must not hide in it.
    private static bool IsUncounted(WindowPiece piece) => piece.Count == 0;

    private bool IsFull(WindowPiece piece) => piece.Count * PiecesOfBound >= policy.CountMax || piece.Bytes * PiecesOfBound >= policy.BytesMax;

    private bool IsOverFrom(int first)
    {
        var (count, bytes) = (0L, 0L);
        for (var i = first; i < _pieces.Count; i++)
            (count, bytes) = (count + _pieces[i].Count, bytes + _pieces[i].Bytes);
        return count > 1 && (count > policy.CountMax || bytes > policy.BytesMax);
    }
}
