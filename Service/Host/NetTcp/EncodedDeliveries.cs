using System.Buffers;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.Core.Deliveries;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>Deliveries side by side in one buffer, as the argument of one callback; pooled. What is large and shared is not copied into it.</summary>
internal sealed class EncodedDeliveries
{
    // Default WCF clients accept messages of 64 KiB.
    private const int BatchBytesMax = 60 << 10;
    private const int BatchMessagesMax = 256;
    private const int CopiedBytesMax = 8 << 10;

    private readonly ReadOnlyMemory<byte>[] _slices = new ReadOnlyMemory<byte>[2];
    private readonly TrimmedWriter _buffer = new();

    /// <summary>What was written last; valid until something else is.</summary>
    public ReadOnlyMemory<ReadOnlyMemory<byte>> Slices { get; private set; }

    /// <summary>Writes as many deliveries as fit one batch, but at least one.</summary>
    /// <returns>How many they are.</returns>
    public int Write(CallbackEncoding encoding, IReadOnlyList<OutboxItem> items, int start, int end)
    {
        _buffer.Clear();
        if (HasLarge(encoding, items[start], out var shared))
        {
            encoding.WriteRest(_buffer, items[start]);
            Take(shared, _buffer.Written);
            return 1;
        }

        var count = 0;
        for (; start + count < end && count < BatchMessagesMax && !HasLarge(encoding, items[start + count], out _); count++)
        {
            var length = _buffer.Written.Length;
            Write(encoding, items[start + count]);
            if (count > 0 && _buffer.Written.Length > BatchBytesMax)
            {
                _buffer.Trim(length);
                break;
            }
        }

        Take(_buffer.Written);
        return count;
    }

    /// <summary>Writes the members of one delivery.</summary>
    public void WriteMembers(CallbackEncoding encoding, OutboxItem item)
    {
        _buffer.Clear();
        if (HasLarge(encoding, item, out var shared))
        {
            encoding.WriteRest(_buffer, item);
            Take(shared.AsMemory(encoding.StartBytes), _buffer.Written[..^CallbackEncoding.EndBytes]);
            return;
        }

        Write(encoding, item);
        Take(_buffer.Written[encoding.StartBytes..^CallbackEncoding.EndBytes]);
    }

    public byte[] Encode(Action<FragmentWriter> write)
    {
        _buffer.Clear();
        write(new FragmentWriter(_buffer));
        return _buffer.Written.ToArray();
    }

    private static bool HasLarge(CallbackEncoding encoding, OutboxItem item, out byte[] shared)
    {
        shared = [];
        if (!item.Message!.IsShared || item.Message.Content.Body.Length <= CopiedBytesMax)
            return false;
        shared = item.Message.Form(encoding.Shared);
        return true;
    }

    private void Write(CallbackEncoding encoding, OutboxItem item)
    {
        if (item.Message!.IsShared)
            _buffer.Write(item.Message.Form(encoding.Shared));
        else
            encoding.WriteShared(new FragmentWriter(_buffer), item.Message);
        encoding.WriteRest(_buffer, item);
    }

    private void Take(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second = default)
    {
        (_slices[0], _slices[1]) = (first, second);
        Slices = _slices;
    }

    /// <summary>Forgets what was sent, and keeps no large buffer.</summary>
    internal sealed class Policy : PooledObjectPolicy<EncodedDeliveries>
    {
        public override EncodedDeliveries Create() => new();

        public override bool Return(EncodedDeliveries obj)
        {
            obj.Take(default);
            return obj._buffer.Capacity <= 2 * BatchBytesMax;
        }
    }
}
