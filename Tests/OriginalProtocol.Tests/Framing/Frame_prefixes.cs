using System.Text;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Tests.Framing;

[TestClass]
public sealed class Frame_prefixes
{
    [TestMethod]
    [DataRow("   43")]
    [DataRow("00043")]
    [DataRow("43   ")]
    [DataRow(" 43  ")]
    [DataRow("+0043")]
    [DataRow("  +43")]
    public void Are_read_in_every_form_that_the_old_broker_took(string prefix)
    {
        Assert.IsTrue(FramePrefix.TryParse(Encoding.ASCII.GetBytes(prefix), out var length));
        Assert.AreEqual(43, length);
    }

    [TestMethod]
    [DataRow("-0043")]
    [DataRow("4 3  ")]
    [DataRow("     ")]
    [DataRow("    +")]
    [DataRow("++043")]
    [DataRow("0x2b ")]
    [DataRow("1_000")]
    [DataRow("4.3  ")]
    [DataRow("\t  43")]
    [DataRow("\0\0\0\0\0")]
    [DataRow("{\"met")]
    public void Are_refused_in_any_other(string prefix) => Assert.IsFalse(FramePrefix.TryParse(Encoding.ASCII.GetBytes(prefix), out _));

    [TestMethod]
    [DataRow(0, "    0")]
    [DataRow(7, "    7")]
    [DataRow(43, "   43")]
    [DataRow(10_000, "10000")]
    [DataRow(99_999, "99999")]
    public void Are_written_right_aligned_with_blanks(int length, string expected)
    {
        var prefix = new byte[FrameFormat.PrefixBytes];
        FramePrefix.Write(prefix, length);
        Assert.AreEqual(expected, Encoding.ASCII.GetString(prefix));
    }
}
