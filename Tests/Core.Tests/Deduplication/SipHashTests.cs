using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Tests.Deduplication;

[TestClass]
public sealed class SipHashTests
{
    private const ulong Key0 = 0x0706050403020100;
    private const ulong Key1 = 0x0f0e0d0c0b0a0908;

    // Of the bytes 0, 1, 2 ... with the reference's key, by another implementation that gives the reference's vectors of SipHash-2-4.
    [TestMethod]
    [DataRow(0, 0xabac0158050fc4dcUL)]
    [DataRow(1, 0xc9f49bf37d57ca93UL)]
    [DataRow(8, 0x369095118d299a8eUL)]
    [DataRow(15, 0xd320d86d2a519956UL)]
    [DataRow(63, 0x9d199062b7bbb3a8UL)]
    public void It_gives_what_other_implementations_give(int length, ulong expected) => Assert.AreEqual(expected, Of(length));

    [TestMethod]
    public void Every_byte_and_the_length_count()
    {
        var hashes = Enumerable.Range(0, 64).Select(Of).ToList();
        for (var at = 0; at < 63; at++)
        {
            var changed = Bytes(63);
            changed[at] ^= 1;
            hashes.Add(SipHash.Of(Key0, Key1, changed));
        }

        CollectionAssert.AllItemsAreUnique(hashes);
    }

    [TestMethod]
    public void Another_key_gives_another_hash()
    {
        Assert.AreNotEqual(Of(10), SipHash.Of(Key0 + 1, Key1, Bytes(10)));
        Assert.AreNotEqual(Of(10), SipHash.Of(Key0, Key1 + 1, Bytes(10)));
    }

    private static ulong Of(int length) => SipHash.Of(Key0, Key1, Bytes(length));

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}
