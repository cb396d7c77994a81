"""Reads an archive with nothing but docs/snapshot-format.md at hand, and prints its runs line by line; doubles as their bits, which all languages print alike."""

import hashlib
import json
import subprocess
import sys

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
GOLDEN_INVERSE = 0xF1DE83E19937733D
INDEXED = ("step.operation", "step.name", "step.agent", "step.labels", "decision.present", "decision.verdicts", "verdict.guardrail", "verdict.action", "outcome.present", "outcome.status", "outcome.labels")


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def more(self):
        return self.at < len(self.data)

    def raw(self, count):
        assert self.at + count <= len(self.data), "bytes expected"
        self.at += count
        return self.data[self.at - count:self.at]

    def byte(self):
        return self.raw(1)[0]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value & MASK

    def zigzag(self):
        value = self.varint()
        return value >> 1 ^ -(value & 1)

    def fixed(self, count):
        return int.from_bytes(self.raw(count), "big")

    def text(self):
        header = self.varint()
        if header == 0:
            return None
        data = self.raw(header - 1 >> 1)
        return data.decode("utf-16-le", "surrogatepass") if header - 1 & 1 else data.decode("utf-8")


class Column(Bytes):
    def __init__(self, data, texts, payload):
        super().__init__(data)
        self.texts, self.payload, self.number_before, self.text_before = texts, payload, 0, 0

    def number(self):
        self.number_before = wrapped(self.number_before + self.zigzag())
        return self.number_before

    def number_or_null(self):
        return self.number() if self.byte() else None

    def word(self):
        place = self.varint()
        return None if place == 0 else self.texts[place - 1]

    def words(self):
        return [self.word() for _ in range(self.varint())]

    def value(self):
        kind = self.byte()
        if kind < 3:
            return (None, False, True)[kind]
        if kind == 3:
            return self.zigzag()
        if kind == 4:
            return "double " + self.raw(8).hex()
        if kind == 5:
            return self.text()
        if kind == 6:
            return [self.value() for _ in range(self.varint())]
        if kind == 7:
            return self.entries()
        assert kind == 8, kind
        self.text_before += self.zigzag() + 1
        return self.payload[self.text_before - 1]

    def entries(self):
        return {self.text(): self.value() for _ in range(self.varint())}

    def facts(self):
        return {self.word(): self.value() for _ in range(self.varint())}

    def reference(self, ids):
        kind = self.varint()
        if kind == 0:
            return None
        return self.fixed(8) if kind == 1 else ids[len(ids) - (kind - 1)]


class Segment:
    def __init__(self, data):
        assert data[:7] == b"PWSEGMT"
        assert hashlib.sha256(data[:-32]).digest() == data[-32:]
        self.version = data[7]
        source = Bytes(data[8:-32])
        directory = Bytes(source.raw(source.fixed(4)))
        self.runs, self.raw = directory.varint(), {}
        for _ in range(directory.varint()):
            name, coding, stored, length = directory.text(), directory.byte(), directory.varint(), directory.varint()
            column = source.raw(stored)
            if coding == 1:
                column = subprocess.run(["zstd", "-dc"], input=column, capture_output=True, check=True).stdout
            assert len(column) == length
            self.raw[name] = column
        self.texts = self.list("text")
        self.payload = self.list("payload")
        self.columns = {}

    def list(self, name):
        source = Bytes(self.raw.get(name, b"\0"))
        return [source.text() for _ in range(source.varint())]

    def __getattr__(self, name):
        return lambda column: getattr(self.column(column), name)()

    def column(self, name):
        if name not in self.columns:
            self.columns[name] = Column(self.raw.get(name, b""), self.texts, self.payload)
        return self.columns[name]

    def headers(self):
        return [self.header() for _ in range(self.runs)]

    def header(self):
        c = self.column
        run = {"id": c("run.id").raw(16).hex(), "agent": self.word("run.agent"), "agentName": self.word("run.agentName"), "agentVersion": self.word("run.agentVersion"),
               "status": self.word("run.status"), "start": self.number_or_null("run.start"), "end": self.number_or_null("run.end"), "attributes": self.entries("run.attributes")}
        self.steps_of_run = self.varint("run.steps")
        self.varint("run.blocked")
        self.varint("run.verdicts")
        self.words("run.labels")
        run["count"] = self.steps_of_run
        return run

    def read(self, index):
        headers = None if self.version == 1 else Segment(index).headers()
        if self.version > 2:
            beside = Segment(index)
            self.columns.update({name: beside.column(name) for name in INDEXED})
        counts, seen, held = {}, 0, [self.number("hold.step")] if self.column("hold.step").more() else []
        for at in range(self.runs):
            run = headers[at] if headers else self.header()
            run["imports"] = [[self.number("import.pid"), self.number("import.ticket"), self.words("import.labels")] for _ in range(self.varint("run.imports"))]
            counts[None] = int(run["id"][16:], 16) * GOLDEN_INVERSE & MASK
            ids, steps = [], []
            for _ in range(run.pop("count")):
                step = self.step(ids, counts)
                if held and held[0] == seen:
                    step["hold"] = [self.word("hold.binding"), self.number("hold.asked"), self.number("hold.expires"), self.word("hold.answer"), self.number_or_null("hold.answered"), self.word("hold.by"),
                                    self.word("hold.reason")]
                    held = [self.number("hold.step")] if self.column("hold.step").more() else []
                steps.append(step)
                seen += 1
            yield run, steps
        for name, column in self.columns.items():
            assert not column.more(), name

    def step(self, ids, counts):
        pid = self.number_or_null("step.pid")
        if self.version == 1:
            identity = self.column("step.id").fixed(8)
        else:
            counts[pid] = counts.get(pid, 0) + self.zigzag("step.id") & MASK
            identity = mixed(counts[pid] * GOLDEN & MASK)
        step = {"id": identity, "parent": self.column("step.parent").reference(ids), "operation": self.word("step.operation"), "name": self.word("step.name"), "agent": self.word("step.agent"), "pid": pid,
                "thread": self.word("step.thread"), "start": self.number_or_null("step.start")}
        step["links"] = [[self.column("link.step").reference(ids), self.word("link.kind"), self.word("link.argument")] for _ in range(self.varint("step.links"))]
        step["arguments"] = self.entries("step.arguments")
        step["facts"] = self.facts("step.facts")
        step["labels"] = self.words("step.labels")
        step["decidedAt"], step["endedAt"] = self.number("step.decidedAt"), self.number("step.endedAt")
        step["decision"] = self.decision() if self.byte("decision.present") else None
        step["outcome"] = self.outcome() if self.byte("outcome.present") else None
        ids.append(identity)
        return step

    def decision(self):
        decision = [self.number("decision.ticket"), self.number_or_null("decision.clock"), self.word("decision.bundle"), self.word("decision.forced"), self.words("decision.labels"), []]
        for _ in range(self.varint("decision.verdicts")):
            verdict = [self.word("verdict." + name) for name in ("guardrail", "version", "action", "mode", "message")]
            verdict.append([[self.word("clause.text"), self.number("clause.from"), self.number("clause.to"), self.word("clause.value")] for _ in range(self.varint("verdict.clauses"))])
            decision[-1].append(verdict)
        decision.append([[self.word("notEvaluated.guardrail"), self.word("notEvaluated.reason")] for _ in range(self.varint("decision.notEvaluated"))])
        return decision

    def outcome(self):
        return [self.number("outcome.ticket"), self.number_or_null("outcome.duration"), self.word("outcome.status"), self.word("outcome.error"), self.value("outcome.result"), self.facts("outcome.facts"),
                self.words("outcome.labels")]


def wrapped(number):
    return (number + (1 << 63) & MASK) - (1 << 63)


def mixed(count):
    z = (count ^ count >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


def archive(data):
    assert data[:8] == b"PWARCHV\1" and data[-8:] == b"PWARCEND"
    footer = Bytes(data[-52:])
    at, length, digest = footer.fixed(8), footer.fixed(4), footer.raw(32)
    manifest = Bytes(data[at:at + length])
    assert hashlib.sha256(manifest.data).digest() == digest
    offset = 8
    for _ in range(manifest.varint()):
        size, digest = manifest.varint(), manifest.raw(32)
        content = data[offset:offset + size]
        assert hashlib.sha256(content).digest() == digest
        offset += size
        yield from Segment(content).read(manifest.raw(manifest.varint()))


def line(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


for run, steps in archive(open(sys.argv[1], "rb").read()):
    print(line(run))
    for step in steps:
        print(line(step))
