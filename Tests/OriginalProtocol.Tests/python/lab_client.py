"""A producer and a consumer in the manner of the lab: blocking sockets, a five-character length, JSON or XML."""
import json
import socket
import sys
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape


class Queue:
    """A connection to the broker that pushes and pulls (method, topic, message)."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.send(type(self).__name__.encode("utf-8"))

    def send(self, payload):
        self.socket.sendall(f"{len(payload):5d}".encode("utf-8") + payload)

    def exactly(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise ConnectionError("the broker has left")
            data += more
        return data

    def push(self, method, topic, message):
        self.send(self.encode(method, topic, message).encode("utf-8"))

    def pull(self):
        length = int(self.exactly(5).decode("utf-8"))
        return self.decode(self.exactly(length).decode("utf-8"))


class JSONQueue(Queue):
    @staticmethod
    def encode(method, topic, message):
        return json.dumps({"method": method, "topic": topic, "msg": message})

    @staticmethod
    def decode(data):
        message = json.loads(data)
        return message["method"], message["topic"], message["msg"]


class XMLQueue(Queue):
    @staticmethod
    def encode(method, topic, message):
        return f'<?xml version="1.0"?><data method="{method}" topic="{topic}"><msg>{escape(str(message))}</msg></data>'

    @staticmethod
    def decode(data):
        tree = ElementTree.fromstring(data)
        return tree.attrib["method"], tree.attrib["topic"], tree.find("msg").text or ""


QUEUES = {"json": JSONQueue, "xml": XMLQueue}


def consume(queue, topic, count):
    queue.push("LIST", topic, "")
    print(*queue.pull(), flush=True)
    queue.push("SUBSCRIBE", topic, topic)
    queue.push("LIST", topic, "")
    messages = 0
    while messages < count:
        method, name, data = queue.pull()
        print(method, name, data, flush=True)
        messages += method == "PUBLISH"
    queue.push("CANCEL_SUB", topic, topic)


def produce(queue, topic, count):
    for number in range(count):
        queue.push("PUBLISH", f"{topic}/{'orange' if number % 2 else 'unite'}", number)


def main():
    role, kind, port, topic, count = sys.argv[1:]
    queue = QUEUES[kind](int(port))
    {"consume": consume, "produce": produce}[role](queue, topic, int(count))
    queue.socket.close()


if __name__ == "__main__":
    main()
