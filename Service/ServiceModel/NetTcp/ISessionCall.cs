using System.Xml;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>One call received on a session.</summary>
internal interface ISessionCall
{
    Operation Operation { get; }

    /// <summary>Null when nobody waits for an answer.</summary>
    UniqueId? MessageId { get; }

    /// <summary>Whether it runs, or waits for the calls before it, and will end by itself.</summary>
    bool IsStarted { get; set; }

    /// <summary>The size of the message it came in.</summary>
    int Bytes { get; }

    /// <summary>Never throws. The task of a one-way call ends with the call.</summary>
    Task RunAsync();
}
