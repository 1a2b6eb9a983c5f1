using System.Diagnostics;
using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Dispatcher;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>Makes the trace that a call brings in its SOAP headers that of what the operation does.</summary>
internal sealed class TraceOfCall : ICallContextInitializer
{
    public object? BeforeInvoke(InstanceContext instanceContext, IClientChannel channel, Message message)
    {
        var headers = message.Headers;
        var context = default(TraceContext);
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Namespace != TraceContext.Namespace)
                continue;
            headers.UnderstoodHeaders.Add(headers[i]);
            using var reader = headers.GetReaderAtHeader(i);
            context = context.With(reader);
        }

        return context.Enter();
    }

    public void AfterInvoke(object? correlationState) => (correlationState as Activity)?.Dispose();
}
