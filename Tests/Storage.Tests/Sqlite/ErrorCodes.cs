using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>Only what is known to have stored nothing says so.</summary>
[TestClass]
public sealed class ErrorCodes
{
    [TestMethod]
    [DataRow(13, 13, StoreFault.Full)]
    [DataRow(5, 5, StoreFault.Locked)]
    [DataRow(11, 11, StoreFault.Damaged)]
    [DataRow(26, 26, StoreFault.Damaged)]
    [DataRow(10, 1034, StoreFault.OutcomeUnknown)]
    [DataRow(10, 778, StoreFault.OutcomeUnknown)]
    [DataRow(7, 7, StoreFault.OutcomeUnknown)]
    public void An_error_while_storing_is_told_by_what_is_known(int code, int extendedCode, StoreFault fault) =>
        Assert.AreEqual(fault, Faults.OfCommit(new SqliteException("", code, extendedCode), "broker.db").Fault);
}
