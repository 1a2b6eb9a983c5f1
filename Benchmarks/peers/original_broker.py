#!/usr/bin/env python3
"""The lab's broker, repaired: a peer to measure against.

One thread, one selector. Speaks the original protocol (``%5d`` frames, JSONQueue and XMLQueue) as the lab's clients do, but
reads frames exactly, matches whole segments, and closes a connection that breaks the protocol instead of dying.

    original_broker.py --port 8000
"""
import argparse
import json
import selectors
import signal
import socket
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

PREFIX_BYTES = 5
FRAME_BYTES_MAX = 99_999
READ_BYTES = 256 * 1024
UNSENT_BYTES_MAX = 64 * 1024 * 1024
LIST_TOPIC = "\\nList of Topics:"
LIST_EMPTY = "\\nNo topics created yet.\\n"


class ProtocolError(Exception):
    """The client broke the protocol."""


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.dumps(value)
    return str(value)


class JsonCodec:
    @staticmethod
    def decode(payload):
        message = json.loads(payload)
        return message["method"], message["topic"], text_of(message["msg"])

    @staticmethod
    def encode(method, topic, text):
        return json.dumps({"method": method, "topic": topic, "msg": text}).encode()


class XmlCodec:
    @staticmethod
    def decode(payload):
        data = ElementTree.fromstring(payload)
        return data.attrib["method"], data.attrib["topic"], data.find("msg").text or ""

    @staticmethod
    def encode(method, topic, text):
        quoted = escape(topic, {'"': "&quot;"})
        return f'<?xml version="1.0"?><data method="{method}" topic="{quoted}"><msg>{escape(text)}</msg></data>'.encode()


CODECS = {b"JSONQueue": JsonCodec, b"XMLQueue": XmlCodec}


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.codec = None
        self.received = bytearray()
        self.unsent = bytearray()
        self.waits_to_write = False
        self.topics = set()

    def frames(self):
        """Yields what has arrived wholly, and keeps the rest."""
        buffer, start, end = bytes(self.received), 0, len(self.received)
        while end - start >= PREFIX_BYTES:
            length = int(buffer[start:start + PREFIX_BYTES])
            if length < 0:
                raise ProtocolError("negative length")
            stop = start + PREFIX_BYTES + length
            if stop > end:
                break
            yield buffer[start + PREFIX_BYTES:stop]
            start = stop
        del self.received[:start]


class Topic:
    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        self.last = None
        self.subscribers = set()


class Broker:
    def __init__(self, port):
        self.selector = selectors.DefaultSelector()
        self.root = Topic("", None)
        self.topics = {}
        self.connections = set()
        self.touched = set()
        self.listener = socket.create_server(("127.0.0.1", port), backlog=1024)
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ, None)

    def run(self):
        while True:
            for key, events in self.selector.select():
                if key.data is None:
                    self.accept()
                elif events & selectors.EVENT_READ:
                    self.read(key.data)
                else:
                    self.touched.add(key.data)
            while self.touched:
                self.write(self.touched.pop())

    def accept(self):
        sock, _ = self.listener.accept()
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Connection(sock)
        self.connections.add(connection)
        self.selector.register(sock, selectors.EVENT_READ, connection)

    def read(self, connection):
        try:
            received = connection.sock.recv(READ_BYTES)
            if not received:
                self.close(connection)
                return
            connection.received += received
            for payload in connection.frames():
                self.handle(connection, payload)
        except BlockingIOError:
            return
        except (ProtocolError, ValueError, LookupError, TypeError, AttributeError, ElementTree.ParseError, OSError):
            self.close(connection)

    def write(self, connection):
        if connection not in self.connections:
            return
        try:
            sent = connection.sock.send(connection.unsent)
            del connection.unsent[:sent]
        except BlockingIOError:
            sent = 0
        except OSError:
            self.close(connection)
            return
        if len(connection.unsent) > UNSENT_BYTES_MAX:
            self.close(connection)
            return
        waits = bool(connection.unsent)
        if waits != connection.waits_to_write:
            connection.waits_to_write = waits
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if waits else 0)
            self.selector.modify(connection.sock, events, connection)

    def close(self, connection):
        if connection not in self.connections:
            return
        self.connections.discard(connection)
        for topic in connection.topics:
            topic.subscribers.discard(connection)
        self.selector.unregister(connection.sock)
        connection.sock.close()

    def send(self, connection, payload):
        if len(payload) <= FRAME_BYTES_MAX:
            connection.unsent += b"%5d" % len(payload)
            connection.unsent += payload
            self.touched.add(connection)

    def handle(self, connection, payload):
        if connection.codec is None:
            connection.codec = CODECS[payload]
            return
        method, name, text = connection.codec.decode(payload)
        if method == "PUBLISH":
            self.publish(connection, name, text)
        elif method == "SUBSCRIBE":
            self.subscribe(connection, name)
        elif method == "LIST":
            self.send(connection, self.list_frame(connection.codec))
        elif method == "CANCEL_SUB":
            self.cancel(connection, text or name)

    def publish(self, sender, name, text):
        topic = self.topic(name, sender)
        above = topic
        receivers = set()
        while above is not None:
            above.last = text
            receivers |= above.subscribers
            above = above.parent
        frames = {}
        for receiver in receivers:
            codec = receiver.codec
            if codec not in frames:
                frames[codec] = codec.encode("PUBLISH", topic.name, text)
            self.send(receiver, frames[codec])

    def subscribe(self, connection, name):
        topic = self.topic(name, connection)
        topic.subscribers.add(connection)
        connection.topics.add(topic)
        below = topic.name + "/"
        for other in self.topics.values():
            if other.last is not None and (other is topic or other.name.startswith(below)):
                self.send(connection, connection.codec.encode("LAST_MSG", other.name, other.last))

    def cancel(self, connection, name):
        name = "" if name in ("/", "//") else name
        for topic in [t for t in connection.topics if t.name == name or t.name.startswith(name + "/")]:
            topic.subscribers.discard(connection)
            connection.topics.discard(topic)

    def topic(self, name, creator):
        found = self.topics.get(name)
        if found is not None:
            return found
        if name in ("/", "//"):
            return self.root
        if not name.startswith("/") or "" in name[1:].split("/"):
            raise ProtocolError("bad topic")
        parent_name = name[:name.rindex("/")]
        parent = self.topic(parent_name, creator) if parent_name else self.root
        topic = self.topics[name] = Topic(name, parent)
        if len(self.topics) > 1:
            self.announce(creator)
        return topic

    def announce(self, creator):
        frames = {}
        for connection in self.connections:
            if connection is creator or not connection.topics:
                continue
            codec = connection.codec
            if codec not in frames:
                frames[codec] = self.list_frame(codec)
            self.send(connection, frames[codec])

    def list_frame(self, codec):
        if not self.topics:
            return codec.encode("LIST_NACK", LIST_TOPIC, LIST_EMPTY)
        text = "\\n" + "".join(f"Topic: {name}\\n" for name in self.topics)
        return codec.encode("LIST_ACK", LIST_TOPIC, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    broker = Broker(arguments.port)
    signal.signal(signal.SIGTERM, lambda *_: exit(0))
    print(f"ready on 127.0.0.1:{arguments.port}", flush=True)
    broker.run()


if __name__ == "__main__":
    main()
