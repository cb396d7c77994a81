package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a receiver says of the bundle that lies there and of the recorders that follow it, as canonical JSON. All times are by its own clock.
 *
 * @param hash hash of the guardrails, 16 hex digits; empty for none
 * @param sequence their number; null where they have none
 * @param tag SHA-256 of the file, 64 hex digits; empty where none lies there
 * @param signers whose signatures it asks for; null for none
 * @param since when the file was put there; when it was asked where none lies there
 * @param now when it was asked
 * @param recorders what recorders said
 */
public record ReceiverReport(String hash, Long sequence, String tag, Signers signers, Instant since, Instant now, Recorders recorders) {

    /** Longest text, in characters. */
    public static final int MOST_CHARS = 4 << 20;
    /** Most recorders in one report; the others are counted as unread. */
    public static final int MOST_RECORDERS = 2_000;

    private static final String FORMAT = "pathwarden-receiver 1";
    private static final int HASH_CHARS = 16;
    private static final int TAG_CHARS = 64;

    /**
     * A report.
     *
     * @throws IllegalArgumentException if a hash is none
     */
    public ReceiverReport {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(recorders, "recorders");
        if (!isHex(hash, HASH_CHARS) || !isHex(tag, TAG_CHARS)) {
            throw new IllegalArgumentException("a hash is made of hex digits");
        }
    }

    /** Whether a bundle lies there. */
    public boolean hasBundle() {
        return !tag.isEmpty();
    }

    /** Whether that bundle lies there. */
    public boolean has(String other, Long number) {
        return hasBundle() && hash.equals(other) && Objects.equals(sequence, number);
    }

    /** Where one of its recorders stands with a bundle. */
    public Recorders.State state(Recorders.Told told, String other, Long number) {
        return told.state(other, number, since, now);
    }

    /** As it travels. */
    public String text() {
        List<Recorders.Told> told = recorders.all().subList(0, Math.min(MOST_RECORDERS, recorders.all().size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("hash", hash);
        json.put("now", now.toEpochMilli());
        json.put("recorders", told.stream().map(ReceiverReport::json).toList());
        json.put("sequence", sequence);
        json.put("signatures", signers == null ? null : (long) signers.needed());
        json.put("signers", signers == null ? null : signers.keys());
        json.put("since", since.toEpochMilli());
        json.put("tag", tag);
        json.put("unread", (long) recorders.unread() + recorders.all().size() - told.size());
        return CanonicalJson.of(json);
    }

    private static Map<String, Object> json(Recorders.Told told) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("said", JsonText.parse(told.said().text(), Acknowledgement.MOST_BYTES));
        json.put("seen", told.seen().toEpochMilli());
        return json;
    }

    /** The report of that text, which can be anything; null for a text that is none. */
    public static ReceiverReport parse(String text) {
        try {
            return JsonText.parse(text, MOST_CHARS) instanceof Map<?, ?> json && FORMAT.equals(json.get("format")) ? read(json) : null;
        } catch (JsonText.MalformedJsonException | IllegalArgumentException none) {
            return null;
        }
    }

    private static ReceiverReport read(Map<?, ?> json) {
        boolean sound = json.get("hash") instanceof String && json.get("tag") instanceof String && (json.get("sequence") == null || json.get("sequence") instanceof Long) && json.get("since") instanceof Long && json.get("now") instanceof Long
                && json.get("unread") instanceof Long unread && unread >= 0 && unread <= Integer.MAX_VALUE && json.get("recorders") instanceof List<?> recorders && recorders.size() <= MOST_RECORDERS;
        if (!sound) {
            return null;
        }
        List<Recorders.Told> told = new ArrayList<>();
        for (Object each : (List<?>) json.get("recorders")) {
            Acknowledgement said = each instanceof Map<?, ?> one && one.get("said") instanceof Map<?, ?> acknowledged && one.get("seen") instanceof Long ? Acknowledgement.parse(CanonicalJson.of(acknowledged)) : null;
            if (said == null) {
                return null;
            }
            told.add(new Recorders.Told(said, Instant.ofEpochMilli((Long) ((Map<?, ?>) each).get("seen"))));
        }
        return new ReceiverReport((String) json.get("hash"), (Long) json.get("sequence"), (String) json.get("tag"), signers(json.get("signers"), json.get("signatures")), Instant.ofEpochMilli((Long) json.get("since")),
                Instant.ofEpochMilli((Long) json.get("now")), new Recorders(told, ((Long) json.get("unread")).intValue()));
    }

    private static Signers signers(Object keys, Object needed) {
        if (keys == null && needed == null) {
            return null;
        }
        if (!(keys instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance) || !(needed instanceof Long count) || count > Signers.MOST || count < 1) {
            throw new IllegalArgumentException("signers are texts of public keys, and a number");
        }
        return new Signers(list.stream().map(String.class::cast).toList(), count.intValue());
    }

    private static boolean isHex(String text, int length) {
        return text.isEmpty() || text.length() == length && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
