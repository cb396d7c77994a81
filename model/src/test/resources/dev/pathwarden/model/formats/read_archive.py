"""Reads an archive with nothing but docs/snapshot-format.md at hand, verifies it, and prints its runs line by line; doubles as their bits, which all languages print alike."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import tempfile

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


class Double(str):
    pass


class Sink:
    """The bytes that are hashed."""

    def __init__(self):
        self.data = bytearray()

    def raw(self, data):
        self.data += data
        return self

    def varint(self, value):
        value &= MASK
        while value > 127:
            self.data.append(value & 127 | 128)
            value >>= 7
        self.data.append(value)
        return self

    def zigzag(self, value):
        return self.varint(value << 1 ^ value >> 63)

    def number_or_null(self, value):
        return self.raw(b"\0") if value is None else self.raw(b"\1").zigzag(value)

    def id(self, value):
        return self.raw((value or 0).to_bytes(8, "big"))

    def text(self, value):
        if value is None:
            return self.varint(0)
        try:
            data, form = value.encode("utf-8"), 0
        except UnicodeEncodeError:
            data, form = value.encode("utf-16-le", "surrogatepass"), 1
        return self.varint(len(data) * 2 + 1 + form).raw(data)

    def texts(self, values):
        self.varint(len(values))
        for value in values:
            self.text(value)
        return self

    def value(self, value):
        if value is None or value is True or value is False:
            return self.raw(bytes([(None, False, True).index(value)]))
        if isinstance(value, int):
            return self.raw(b"\3").zigzag(value)
        if isinstance(value, Double):
            return self.raw(b"\4").raw(bytes.fromhex(value[7:]))
        if isinstance(value, str):
            return self.raw(b"\5").text(value)
        if isinstance(value, list):
            self.raw(b"\6").varint(len(value))
            for each in value:
                self.value(each)
            return self
        return self.raw(b"\7").entries(value.items())

    def entries(self, items):
        self.varint(len(items))
        for key, value in items:
            self.text(key).value(value)
        return self


def header_parts(run):
    path = Sink().raw(bytes.fromhex(run["id"])).text(run["status"]).number_or_null(run["start"]).number_or_null(run["end"]).varint(len(run["imports"]))
    for pid, ticket, labels in run["imports"]:
        path.zigzag(pid).zigzag(ticket).texts(labels)
    return path, Sink().text(run["agent"]).text(run["agentName"]).text(run["agentVersion"]), Sink().entries(run["attributes"].items()), Sink()


def step_parts(step):
    path = Sink().id(step["id"]).id(step["parent"]).varint(len(step["links"]))
    words = Sink().text(step["name"])
    for link, kind, argument in step["links"]:
        path.id(link).text(kind)
        words.text(argument)
    path.text(step["operation"]).text(step["agent"]).number_or_null(step["pid"]).text(step["thread"]).number_or_null(step["start"]).texts(step["labels"])
    path.zigzag(step["decidedAt"]).zigzag(step["endedAt"]).raw(bytes([step["decision"] is not None]))
    if step["decision"]:
        ticket, clock, bundle, forced, labels, verdicts, silent = step["decision"]
        path.zigzag(ticket).number_or_null(clock).text(bundle).text(forced).texts(labels).varint(len(verdicts))
        for guardrail, version, action, mode, message, clauses in verdicts:
            path.text(guardrail).text(version).text(action).text(mode).varint(len(clauses))
            words.text(message)
            for text, start, end, value in clauses:
                path.zigzag(start).zigzag(end)
                words.text(text).text(value)
        path.varint(len(silent))
        for guardrail, reason in silent:
            path.text(guardrail)
            words.text(reason)
    hold, outcome, output = step.get("hold"), step["outcome"], Sink()
    path.raw(bytes([hold is not None]))
    if hold:
        binding, asked, expires, answer, answered, by, reason = hold
        path.text(binding).zigzag(asked).zigzag(expires).text(answer).number_or_null(answered)
        words.text(by).text(reason)
    path.raw(bytes([outcome is not None]))
    if outcome:
        ticket, duration, status, error, result, facts, labels = outcome
        path.zigzag(ticket).number_or_null(duration).text(status).texts(labels)
        output.text(error).value(result).entries(sorted(facts.items()))
    return path, words, Sink().entries(step["arguments"].items()).entries(sorted(step["facts"].items())), output


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
            return Double("double " + self.raw(8).hex())
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


class Blocks:
    """Blocks of an encrypted archive; needs the package cryptography."""

    def __init__(self, header, key):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
        assert header[0] == 1 and hmac.new(key, b"pathwarden encryption key", "sha256").digest()[:8] == header[1:9], "another key"
        self.header, self.cipher = header, AESGCM(aes_key_unwrap(key, header[9:]))

    def open(self, kind, number, block, beside=b""):
        place = kind.to_bytes(4, "big") + number.to_bytes(8, "big")
        return self.cipher.decrypt(place, block, self.header + place + beside)


class Clear:
    def open(self, kind, number, block, beside=b""):
        return block


def archive(data, key):
    version = data[7]
    assert data[:7] == b"PWARCHV" and version in (1, 2, 3) and data[-8:] == b"PWARCEND"
    footer = Bytes(data[-52:])
    at, length, digest = footer.fixed(8), footer.fixed(4), footer.raw(32)
    manifest = Bytes(data[at:at + length])
    assert hashlib.sha256(manifest.data).digest() == digest
    blocks = Blocks(manifest.raw(49), key) if version == 3 else Clear()
    offset, runs, count = 8, [], manifest.varint()
    for number in range(count):
        size, digest = manifest.varint(), manifest.raw(32)
        content = data[offset:offset + size]
        assert hashlib.sha256(content).digest() == digest
        offset += size
        runs += Segment(blocks.open(1, number, content)).read(blocks.open(2, number, manifest.raw(manifest.varint())))
    if version == 3:
        signatures = manifest.raw(manifest.varint())
        manifest = Bytes(blocks.open(3, count, manifest.raw(len(manifest.data) - manifest.at), signatures))
        assert signatures in manifest.data
    if version > 1:
        notes = manifest.raw(manifest.varint())
        Evidence(manifest).verify(runs, notes)
    return runs


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def tree(leaves):
    if not leaves:
        return sha()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1", tree(leaves[:middle]), tree(leaves[middle:]))


class Evidence:
    def __init__(self, source):
        self.key = source.raw(32)
        self.checkpoints = [source.text() for _ in range(source.varint())]
        self.size, self.runs, self.siblings, self.notes_salt = source.varint(), None, [], None
        if source.byte() == 0:
            self.snapshot_key = source.raw(32)
            self.notes_salt = sha(self.snapshot_key, bytes(16))[:16]
        else:
            self.runs, place = {}, 0
            for _ in range(source.varint()):
                run, place = source.raw(16), place + source.varint()
                self.runs[run] = place, redacted(source) if source.byte() else source.raw(32)
                place += 1
            self.siblings = [source.raw(32) for _ in range(source.varint())]
            self.notes_salt = source.raw(16) if source.byte() else None

    def verify(self, runs, notes):
        before = None
        for note in self.checkpoints:
            text, signature = note.split("\n\n")
            lines = (text + "\n").split("\n")
            if before and int(lines[3].split()[1]) == before[0] + 1:
                assert base64.b64decode(lines[4].split()[1]) == before[1], "a checkpoint does not follow the one before"
            before = int(lines[3].split()[1]), sha((text + "\n").encode())
            if signature:
                self.check(text + "\n", signature)
        assert lines[6].startswith("notes "), "the tail is cut off"
        if self.notes_salt:
            assert sha(self.notes_salt, notes) == base64.b64decode(lines[6].split()[1]), "the notes do not fit"
        leaves = {self.place(run, at): self.leaf(run, steps) for at, (run, steps) in enumerate(runs)}
        assert int(lines[1]) == self.size
        siblings = iter(self.siblings)
        assert self.root(leaves, siblings, 0, self.size) == base64.b64decode(lines[2]), "the root does not fit"
        assert next(siblings, None) is None

    def check(self, text, signature):
        dash, name, line = signature.strip().split(" ")
        signed = base64.b64decode(line)
        assert dash == "\u2014" and name == "pathwarden.dev/recorder" and signed[:4] == sha(name.encode(), b"\n\1", self.key)[:4]
        with tempfile.TemporaryDirectory() as place:
            files = {"key": bytes.fromhex("302a300506032b6570032100") + self.key, "text": text.encode(), "signature": signed[4:]}
            for file, content in files.items():
                open(place + "/" + file, "wb").write(content)
            subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", place + "/key", "-rawin", "-in", place + "/text", "-sigfile", place + "/signature"],
                           check=True, capture_output=True)

    def place(self, run, at):
        return at if self.runs is None else self.runs[bytes.fromhex(run["id"])][0]

    def leaf(self, run, steps):
        identity = bytes.fromhex(run["id"])
        key = sha(self.snapshot_key, identity) if self.runs is None else self.runs[identity][1]
        leaves = []
        for at, parts in enumerate([header_parts(run)] + [step_parts(step) for step in steps]):
            if isinstance(key, bytes):
                salts = sha(key, at.to_bytes(8, "big"), b"\0") + sha(key, at.to_bytes(8, "big"), b"\1")
                hashes = [sha(salts[16 * i:16 * i + 16], parts[i].data) for i in range(4)]
            else:
                hashes = [known if len(known) == 32 else sha(known, part.data) for part, known in zip(parts, key[at])]
            leaves.append(sha(b"\0", *hashes))
        return sha(b"\0", identity, len(steps).to_bytes(8, "big"), tree(leaves))

    def root(self, leaves, siblings, start, end):
        if start == end:
            return sha()
        if not any(start <= place < end for place in leaves):
            return next(siblings)
        if end - start == 1:
            return leaves[start]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        left = self.root(leaves, siblings, start, middle)
        return sha(b"\1", left, self.root(leaves, siblings, middle, end))


def redacted(source):
    """By leaf and part its salt of 16 bytes, or the hash of 32 of what was taken out."""
    source.zigzag()
    leaves = []
    for _ in range(source.varint()):
        taken, parts = source.byte(), []
        for part in range(4):
            parts.append(source.raw(32 if taken >> part & 1 else 16))
            if taken >> part & 1:
                source.text()
        leaves.append(parts)
    return leaves


def line(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


encryption_key = bytes.fromhex(open(sys.argv[2]).read().strip().removeprefix("PATHWARDEN-ENCRYPTION-KEY-1-")) if len(sys.argv) > 2 else None
for run, steps in archive(open(sys.argv[1], "rb").read(), encryption_key):
    print(line(run))
    for step in steps:
        print(line(step))
