using System.Globalization;
using System.Text;

namespace WcfBroker.Cli.Transfer;

/// <summary>Reads lines and counts them; one that is too long is refused before it is held.</summary>
internal sealed class LineReader(TextReader input, int lineCharsMax)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <summary>The number of the line read last; the first has 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; null when there is none.</summary>
    /// <exception cref="ImportException">The line is too long.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        Number++;
        while (_start < _end || await FillAsync(cancellationToken))
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
            var taken = length < 0 ? _end - _start : length;
            if (_line.Length + taken > lineCharsMax)
            {
                throw new ImportException(
                    Number, "The line is too long.", null, string.Create(CultureInfo.InvariantCulture, $"{lineCharsMax} characters"), "more");
            }

            _line.Append(_buffer, _start, taken);
            _start += taken;
            if (length >= 0)
            {
                _start++;
                return _line.ToString();
            }
        }

        return _line.Length > 0 ? _line.ToString() : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await input.ReadAsync(_buffer.AsMemory(), cancellationToken).AsTask().WaitAsync(cancellationToken);
        return _end > 0;
    }
}
