// Publishes, pulls and acknowledges with node-soap or strong-soap. Arguments: which of them (soap, strong-soap), the broker's address, and the
// prefix of the ports to use.
const { promisify } = require('util');

const [library, url, ports] = process.argv.slice(2);
const isStrong = library === 'strong-soap';
const { createClient } = isStrong ? require('strong-soap').soap : require('soap');

function shown(base64) {
  const body = Buffer.from(base64 ?? '', 'base64');
  if (body.length === 0)
    return '(empty)';
  return body.length > 1000 ? `${body.length} bytes, sum ${body.reduce((sum, byte) => sum + byte, 0)}` : body.toString();
}

const encoded = text => Buffer.from(text).toString('base64');

async function run() {
  const client = await promisify(createClient)(`${url}?wsdl`, { forceSoap12Headers: ports.startsWith('Soap12') });
  const call = (contract, operation, parameters) => new Promise((resolve, reject) =>
    client.BrokerService[`${ports}_${contract}`][operation](parameters, (error, answer) =>
      error ? reject(error) : resolve(answer?.[`${operation}Result`])));
  const publish = (topic, message) => call('Publisher', 'Publish', { topic, message });

  const receipt = await publish('/interop/plain', {
    ContentType: 'text/plain', Body: encoded('Hello'), Headers: { Header: [{ Name: 'by', Value: 'René' }] }, CorrelationId: 'c1' });
  console.log('published', receipt.Sequence, receipt.Durability);
  const text = await call('Publisher', 'PublishText', { topic: '/interop/text', text: 'Grüße, 世界 🚀 <&> "\' ]]>' });
  console.log('text', text.Sequence);
  const batch = await call('Publisher', 'PublishBatch', { messages: { TopicMessage: [
    { Topic: '/interop/batch', Message: { Body: encoded('one') } }, { Topic: '/interop/batch', Message: { Body: encoded('two') } }] } });
  console.log('batch', ...batch.Sequences.long);
  console.log('large', (await publish('/interop/large', { Body: Buffer.from(Array.from({ length: 61440 }, (_, i) => i)).toString('base64') })).Sequence);
  console.log('empty', (await publish('/interop/empty', {})).Sequence);
  const page = await call('BrokerAdministration', 'ListAllTopics', { prefix: '/interop', count: 0 });
  console.log('topics', ...page.Topics.TopicInfo.map(topic => topic.Name));

  try {
    await call('Publisher', 'PublishText', { topic: '/a+', text: 'x' });
  } catch (error) {
    const fault = error.root.Envelope.Body.Fault;
    const detail = (fault.detail ?? fault.Detail).BrokerFault;
    console.log('fault', detail.Code, detail.Parameter, detail.Value);
  }

  const create = options => call('PullSubscriber', 'CreatePullSubscription', { topic: '/interop', options });
  // What comes alone is no array.
  const pull = async (id, max) =>
    [(await call('PullSubscriber', 'Pull', { subscription: id, max, wait: 'PT10S' })).Deliveries.Delivery].flat();

  const subscription = (await create({ Start: 'All' })).Id;
  for (let pulled = 0; pulled < 6;) {
    for (const delivery of await pull(subscription, 100)) {
      console.log('pulled', delivery.Sequence, delivery.Topic, shown(delivery.Body));
      pulled++;
    }
  }
  await call('PullSubscriber', 'DeletePullSubscription', { subscription });

  const durable = (await create({ Start: 'All', Durable: 'interop' })).Id;
  const tokens = (await pull(durable, 3)).map(delivery => delivery.Token);
  const acknowledge = () => call('PullSubscriber', 'AcknowledgePulled', { subscription: durable, tokens: { string: tokens } });
  console.log('acknowledged', (await acknowledge()).Settled);
  console.log('stale', (await acknowledge()).Stale.string.length);

  const post = { topic: '/interop/posted', message: { Body: encoded('posted') } };
  // What is one-way, strong-soap does not wrap.
  await call('Publisher', 'Post', isStrong ? { Post: post } : post);
  console.log('posted');
}

run();
