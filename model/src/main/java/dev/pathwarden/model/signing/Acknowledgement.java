package dev.pathwarden.model.signing;

import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.JsonText;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a recorder says of the bundle that it follows, as canonical JSON in a file of its own:
 *
 * <pre>
 * {"at":1700000000000000000,"bundle":"9f..","ended":false,"format":"pathwarden-acknowledgement 1","host":"a","pid":12,"program":"agent.jar","recorder":"12-0a..","refusal":null,"sequence":7}
 * </pre>
 *
 * <p>The file's time of change is when the recorder was last there.
 *
 * @param recorder its name, unique for each start of a JVM: letters, digits and hyphens
 * @param pid its process, as it sees itself
 * @param host the machine or container it is on; empty where that is not known
 * @param program what runs under it
 * @param bundle hash of the guardrails that are in force, 16 hex digits; empty for none
 * @param sequence their number; null where they have none
 * @param refusal why what lay there last was refused, so that these stayed in force; null where it was not
 * @param atNanos when it took or refused that, epoch nanoseconds
 * @param ended whether it has ended in order
 */
public record Acknowledgement(String recorder, long pid, String host, String program, String bundle, Long sequence, String refusal, long atNanos, boolean ended) {

    /** Longest file, in bytes. */
    public static final int MOST_BYTES = 8 << 10;
    /** What the name of such a file ends in. */
    public static final String SUFFIX = ".json";

    private static final String DIRECTORY = ".acks";
    private static final String FORMAT = "pathwarden-acknowledgement 1";
    private static final int MOST_TEXT = 500;

    /** An acknowledgement; texts that are too long are cut. */
    public Acknowledgement {
        if (!isName(recorder)) {
            throw new IllegalArgumentException("the name of a recorder is made of letters, digits and hyphens");
        }
        host = cut(Objects.requireNonNull(host, "host"));
        program = cut(Objects.requireNonNull(program, "program"));
        bundle = cut(Objects.requireNonNull(bundle, "bundle"));
        refusal = refusal == null ? null : cut(refusal);
    }

    /** The directory beside a bundle in which its recorders acknowledge it, where there is one. */
    public static File directory(File bundle) {
        return new File(bundle.getPath() + DIRECTORY);
    }

    /** The same, of a recorder that has ended. */
    public Acknowledgement atEnd() {
        return new Acknowledgement(recorder, pid, host, program, bundle, sequence, refusal, atNanos, true);
    }

    /** As it stands in a file. */
    public String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", atNanos);
        json.put("bundle", bundle);
        json.put("ended", ended);
        json.put("format", FORMAT);
        json.put("host", host);
        json.put("pid", pid);
        json.put("program", program);
        json.put("recorder", recorder);
        json.put("refusal", refusal);
        json.put("sequence", sequence);
        return CanonicalJson.of(json);
    }

    /** The acknowledgement of that text, which can be anything; null for a text that is none. */
    public static Acknowledgement parse(String text) {
        try {
            if (JsonText.parse(text, MOST_BYTES) instanceof Map<?, ?> json && FORMAT.equals(json.get("format")) && json.get("recorder") instanceof String recorder && json.get("pid") instanceof Long pid
                    && json.get("host") instanceof String host && json.get("program") instanceof String program && json.get("bundle") instanceof String bundle && json.get("at") instanceof Long at
                    && json.get("ended") instanceof Boolean ended && isNull(json.get("sequence"), Long.class) && isNull(json.get("refusal"), String.class)) {
                return new Acknowledgement(recorder, pid, host, program, bundle, (Long) json.get("sequence"), (String) json.get("refusal"), at, ended);
            }
        } catch (JsonText.MalformedJsonException | IllegalArgumentException none) {
            return null;
        }
        return null;
    }

    private static boolean isNull(Object value, Class<?> type) {
        return value == null || type.isInstance(value);
    }

    private static boolean isName(String text) {
        return text != null && !text.isEmpty() && text.length() <= 100 && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    }
}
