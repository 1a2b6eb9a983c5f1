"""Publishes, pulls and acknowledges with zeep. Arguments: the broker's address, and the prefix of the ports to use."""
import datetime
import sys

import zeep

url, ports = sys.argv[1:]
client = zeep.Client(url + '?wsdl')
publisher = client.bind('BrokerService', ports + '_Publisher')
puller = client.bind('BrokerService', ports + '_PullSubscriber')
administration = client.bind('BrokerService', ports + '_BrokerAdministration')
sys.stdout.reconfigure(encoding='utf-8')


def shown(body):
    if not body:
        return '(empty)'
    return f'{len(body)} bytes, sum {sum(body)}' if len(body) > 1000 else body.decode()


receipt = publisher.Publish('/interop/plain', {
    'Body': b'Hello', 'ContentType': 'text/plain', 'CorrelationId': 'c1', 'Headers': {'Header': [{'Name': 'by', 'Value': 'Ren\u00e9'}]}})
print('published', receipt.Sequence, receipt.Durability)
print('text', publisher.PublishText('/interop/text', 'Grüße, 世界 🚀 <&> "\' ]]>').Sequence)
batch = publisher.PublishBatch({'TopicMessage': [
    {'Topic': '/interop/batch', 'Message': {'Body': b'one'}}, {'Topic': '/interop/batch', 'Message': {'Body': b'two'}}]})
print('batch', *batch.Sequences.long)
print('large', publisher.Publish('/interop/large', {'Body': bytes(i % 256 for i in range(61440))}).Sequence)
print('empty', publisher.Publish('/interop/empty', {}).Sequence)
print('topics', *(topic.Name for topic in administration.ListAllTopics('/interop', None, 0).Topics.TopicInfo))

try:
    publisher.PublishText('/a+', 'x')
except zeep.exceptions.Fault as fault:
    detail = client.get_element('{http://schemas.wcfbroker.net/2026/11}BrokerFault').parse(fault.detail[0], client.wsdl.types)
    print('fault', detail.Code, detail.Parameter, detail.Value)

subscription = puller.CreatePullSubscription('/interop', {'Start': 'All'}).Id
pulled = 0
while pulled < 6:
    for delivery in puller.Pull(subscription, 100, datetime.timedelta(seconds=10)).Deliveries.Delivery:
        print('pulled', delivery.Sequence, delivery.Topic, shown(delivery.Body))
        pulled += 1
puller.DeletePullSubscription(subscription)

durable = puller.CreatePullSubscription('/interop', {'Start': 'All', 'Durable': 'interop'}).Id
tokens = [delivery.Token for delivery in puller.Pull(durable, 3, datetime.timedelta(seconds=10)).Deliveries.Delivery]
print('acknowledged', puller.AcknowledgePulled(durable, {'string': tokens}).Settled)
print('stale', len(puller.AcknowledgePulled(durable, {'string': tokens}).Stale.string))

publisher.Post('/interop/posted', {'Body': b'posted'})
print('posted')
