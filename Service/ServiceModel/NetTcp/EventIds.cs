namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>The numbers of log messages.</summary>
internal static class EventIds
{
    public const int Listening = 2000;
    public const int ConnectionRefused = 2001;
    public const int PreambleFailed = 2002;
    public const int SessionOpened = 2003;
    public const int SessionClosed = 2004;
    public const int InstanceFailed = 2005;
    public const int AnswerIgnored = 2006;
    public const int CallRefused = 2010;
    public const int CallUnreadable = 2011;
    public const int CallFailed = 2012;
    public const int AnswerLost = 2013;
    public const int KeepAliveFailed = 2014;
    public const int CallsOutlive = 2015;
    public const int ReceivingFailed = 2016;
}
