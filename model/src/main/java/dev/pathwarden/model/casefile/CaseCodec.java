package dev.pathwarden.model.casefile;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A case as JSON, in UTF-8, with each mark on a line of its own, in the order in which they were made.
 *
 * <pre>
 * {"format":"pathwarden case","version":1,"recordings":["runs-0f3b..."],"marks":[
 * {"id":"c1...","kind":"tag","run":"4bf9...","step":"00f0...","author":"ada","made":1764490000000000000,"changed":1764490000000000000,"tag":"exfil"}
 * ]}
 * </pre>
 *
 * <p>It is of version 2 where a step is judged right or wrong, which version 1 does not know. Times are epoch nanoseconds; without {@code step} a mark is on the run as a whole. A kind of mark has exactly the fields it needs. {@code removed} is the kind of one that was removed.
 */
final class CaseCodec {

    static final String FORMAT = "pathwarden case";
    /** Of a case in which no step is judged, so that whoever has an older Pathwarden can go on with it. */
    static final long VERSION = 1;
    static final long VERSION_WITH_JUDGED_STEPS = 2;
    /** Largest file that is read or written, in bytes. */
    static final int LARGEST = 64 << 20;

    private static final String REMOVED = "removed";

    /** Bytes are no case. The message goes on behind the name of the file: "is not JSON at line 3". */
    static final class NoCaseException extends Exception {
        private static final long serialVersionUID = 1L;

        NoCaseException(String message) {
            super(message);
        }
    }

    private CaseCodec() {
    }

    /**
     * The case as a file.
     *
     * @throws CaseException if it would be larger than any that is read
     */
    static byte[] encode(Case of) {
        if (of.all().size() > Case.MOST_MARKS) {
            throw CaseText.refused(Case.TOO_MANY);
        }
        StringBuilder text = new StringBuilder();
        long version = of.all().values().stream().anyMatch(mark -> mark.content() instanceof MarkContent.Judged) ? VERSION_WITH_JUDGED_STEPS : VERSION;
        text.append("{\"format\":").append(JsonText.write(FORMAT)).append(",\"version\":").append(version).append(",\"recordings\":").append(JsonText.write(List.copyOf(of.recordings()))).append(",\"marks\":[");
        String separator = "\n";
        for (Mark mark : of.all().values().stream().sorted(Case.BY_MADE).toList()) {
            text.append(separator).append(text(mark));
            separator = ",\n";
        }
        byte[] bytes = text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw CaseText.refused("The case would be larger than " + (LARGEST >> 20) + " MB: shorten its notes, or move the case file away to begin another one.");
        }
        return bytes;
    }

    /** A mark on one line. Marks that are the same have the same text. */
    static String text(Mark mark) {
        return JsonText.write(fields(mark));
    }

    static Map<String, Object> fields(Mark mark) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", mark.id().text());
        json.put("kind", mark.isRemoved() ? REMOVED : mark.content().kind());
        if (mark.subject() != null) {
            json.put("run", mark.subject().run().toString());
            if (mark.subject().step() != null) {
                json.put("step", mark.subject().step().toString());
            }
        }
        json.put("author", mark.author());
        json.put("made", mark.madeNanos());
        json.put("changed", mark.changedNanos());
        if (mark.content() instanceof MarkContent.Tag tag) {
            json.put("tag", tag.tag());
        } else if (mark.content() instanceof MarkContent.Note note) {
            json.put("text", note.text());
        } else if (mark.content() instanceof MarkContent.Finding finding) {
            json.put("title", finding.title());
            json.put("severity", finding.severity().text());
            json.put("state", finding.state().text());
            json.put("text", finding.text());
        } else if (mark.content() instanceof MarkContent.SavedFilter filter) {
            json.put("name", filter.name());
            json.put("text", filter.text());
        } else if (mark.content() instanceof MarkContent.Judged judged) {
            json.put("judged", judged.text());
        }
        return json;
    }

    /**
     * Reads a file.
     *
     * @throws NoCaseException if it is damaged, of another version, or no case
     */
    static Case decode(byte[] bytes) throws NoCaseException {
        if (bytes.length > LARGEST) {
            throw new NoCaseException("is larger than any case, which has at most " + (LARGEST >> 20) + " MB");
        }
        Object json;
        try {
            json = JsonText.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), LARGEST);
        } catch (CharacterCodingException e) {
            throw new NoCaseException("is not UTF-8");
        } catch (JsonText.MalformedJsonException e) {
            throw new NoCaseException("is not JSON (" + e.getMessage() + ")");
        }
        if (!(json instanceof Map<?, ?> map) || !FORMAT.equals(map.get("format"))) {
            throw new NoCaseException("is JSON and no case: it has no \"format\":\"" + FORMAT + "\"");
        }
        if (!(map.get("version") instanceof Long found && found >= VERSION && found <= VERSION_WITH_JUDGED_STEPS)) {
            throw new NoCaseException(map.get("version") instanceof Long version && version > VERSION ? "is of version " + version + ", and this Pathwarden reads versions " + VERSION + " and " + VERSION_WITH_JUDGED_STEPS + " only: use the Pathwarden that wrote it, or a later one"
                    : "does not say of which version it is");
        }
        Fields file = new Fields(map, "the file");
        file.text("format");
        file.number("version");
        Case read = new Case(recordings(file.list("recordings")), marks(file.list("marks")));
        file.end();
        return read;
    }

    private static SortedSet<String> recordings(List<?> names) throws NoCaseException {
        SortedSet<String> recordings = new TreeSet<>();
        for (Object name : names) {
            if (!(name instanceof String text) || !RecordingIdentity.isIdentity(text)) {
                throw new NoCaseException("names a recording in a way that none is named");
            }
            recordings.add(text);
        }
        if (recordings.size() > Case.MOST_RECORDINGS) {
            throw new NoCaseException("names more than " + Case.MOST_RECORDINGS + " recordings");
        }
        return recordings;
    }

    private static SortedMap<MarkId, Mark> marks(List<?> list) throws NoCaseException {
        if (list.size() > Case.MOST_MARKS) {
            throw new NoCaseException("has " + list.size() + " marks, where " + Case.MOST_MARKS + " are the most");
        }
        SortedMap<MarkId, Mark> marks = new TreeMap<>();
        int number = 0;
        for (Object each : list) {
            String where = "mark " + ++number;
            if (!(each instanceof Map<?, ?> map)) {
                throw new NoCaseException("is damaged: " + where + " is no object");
            }
            try {
                Mark mark = mark(new Fields(map, where));
                marks.merge(mark.id(), mark, Mark::later);
            } catch (CaseException | IllegalArgumentException e) {
                throw new NoCaseException("is damaged: " + where + " is refused (" + e.getMessage() + ")");
            }
        }
        return marks;
    }

    private static Mark mark(Fields fields) throws NoCaseException {
        MarkId id = MarkId.parse(fields.text("id")).orElseThrow(() -> fields.wrong("id"));
        String kind = fields.text("kind");
        String run = fields.textOrNull("run");
        String step = fields.textOrNull("step");
        Subject subject = run == null ? null : new Subject(RunId.parse(run).orElseThrow(() -> fields.wrong("run")), step == null ? null : StepId.parse(step).orElseThrow(() -> fields.wrong("step")));
        if (run == null && step != null) {
            throw fields.wrong("step");
        }
        Mark mark = new Mark(id, subject, content(kind, fields), fields.text("author"), fields.number("made"), fields.number("changed"));
        fields.end();
        return mark;
    }

    private static MarkContent content(String kind, Fields fields) throws NoCaseException {
        return switch (kind) {
            case REMOVED -> null;
            case "star" -> new MarkContent.Star();
            case "tag" -> new MarkContent.Tag(fields.text("tag"));
            case "note" -> new MarkContent.Note(fields.text("text"));
            case "finding" -> new MarkContent.Finding(fields.text("title"), FindingSeverity.of(fields.text("severity")).orElseThrow(() -> fields.wrong("severity")),
                    FindingState.of(fields.text("state")).orElseThrow(() -> fields.wrong("state")), fields.text("text"));
            case "judged" -> judged(fields);
            case "filter" -> new MarkContent.SavedFilter(fields.text("name"), fields.text("text"));
            default -> throw fields.wrong("kind");
        };
    }

    private static MarkContent judged(Fields fields) throws NoCaseException {
        String text = fields.text("judged");
        for (MarkContent.Judged each : List.of(new MarkContent.Judged(true), new MarkContent.Judged(false))) {
            if (each.text().equals(text)) {
                return each;
            }
        }
        throw fields.wrong("judged");
    }

    /** Fields of a JSON object, each to be taken once. */
    private static final class Fields {

        private final Map<Object, Object> left;
        private final String where;

        Fields(Map<?, ?> json, String where) {
            this.left = new LinkedHashMap<>(json);
            this.where = where;
        }

        String text(String name) throws NoCaseException {
            String text = textOrNull(name);
            if (text == null) {
                throw wrong(name);
            }
            return text;
        }

        String textOrNull(String name) throws NoCaseException {
            if (!left.containsKey(name)) {
                return null;
            }
            if (left.remove(name) instanceof String text) {
                return text;
            }
            throw wrong(name);
        }

        long number(String name) throws NoCaseException {
            if (left.remove(name) instanceof Long number) {
                return number;
            }
            throw wrong(name);
        }

        List<?> list(String name) throws NoCaseException {
            if (left.remove(name) instanceof List<?> list) {
                return new ArrayList<>(list);
            }
            throw wrong(name);
        }

        NoCaseException wrong(String name) {
            return new NoCaseException("is damaged: \"" + name + "\" of " + where + " is missing, or not what it should be");
        }

        /** What is left over would be lost when the case is written again. */
        void end() throws NoCaseException {
            if (!left.isEmpty()) {
                throw new NoCaseException("is damaged: " + where + " has a field that no case has");
            }
        }
    }
}
