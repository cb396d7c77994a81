package dev.pathwarden.model.approval;

import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An approver's answer to one held step, as it lies in a file: two lines, canonical JSON and the Ed25519 signature of it in hex.
 *
 * <pre>
 * {"approved":true,"at":1700000000000000000,"binding":"9f..","by":"ada","expires":1700000600000000000,"format":"pathwarden-answer 1","reason":null,"run":"0a..","step":"b7.."}
 * 5e1f..
 * </pre>
 *
 * @param run the run
 * @param step the held step
 * @param binding what the approver was shown, as {@link HoldBinding} computes it
 * @param expiresNanos the expiry of the wait, epoch nanoseconds
 * @param approved whether the step may happen
 * @param by who answers
 * @param atNanos when, epoch nanoseconds
 * @param reason why; null where none was given
 */
public record SignedAnswer(RunId run, StepId step, String binding, long expiresNanos, boolean approved, String by, long atNanos, String reason) {

    /** Directory of the answers within a journal directory. */
    public static final String DIRECTORY = "approvals";
    /** Longest file that is read, in bytes. */
    public static final int MOST_BYTES = 8192;
    /** Longest name of an approver and longest reason, in characters. */
    public static final int MOST_TEXT = 500;

    private static final String FORMAT = "pathwarden-answer 1";

    public SignedAnswer {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(by, "by");
    }

    /** Name of the file in which the answer to that step is left. */
    public static String fileName(RunId run, StepId step) {
        return run + "-" + step + ".answer";
    }

    /** The file's content. */
    public byte[] sign(PrivateKey key) throws GeneralSecurityException {
        String text = text();
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return (text + "\n" + Hex.of(SigningKeys.sign(signed, signed.length, key)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an answer that may be anything.
     *
     * @return the answer; empty unless it is whole and the key's owner signed it
     */
    public static Optional<SignedAnswer> read(byte[] file, PublicKey key) throws GeneralSecurityException {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        byte[] signature = lines.length == 3 && lines[2].isEmpty() ? Hex.bytes(lines[1]) : null;
        if (signature == null || file.length > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] text = lines[0].getBytes(StandardCharsets.UTF_8);
        return SigningKeys.signed(text, text.length, signature, key) ? parse(lines[0]) : Optional.empty();
    }

    private String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("approved", approved);
        json.put("at", atNanos);
        json.put("binding", binding);
        json.put("by", by);
        json.put("expires", expiresNanos);
        json.put("format", FORMAT);
        json.put("reason", reason);
        json.put("run", run.toString());
        json.put("step", step.toString());
        return CanonicalJson.of(json);
    }

    private static Optional<SignedAnswer> parse(String text) {
        try {
            if (JsonText.parse(text, MOST_BYTES) instanceof Map<?, ?> json && FORMAT.equals(json.get("format")) && json.get("approved") instanceof Boolean approved
                    && json.get("at") instanceof Long at && json.get("expires") instanceof Long expires && json.get("binding") instanceof String binding
                    && json.get("by") instanceof String by && json.get("run") instanceof String run && json.get("step") instanceof String step) {
                return RunId.parse(run).flatMap(runId -> StepId.parse(step).map(stepId -> new SignedAnswer(runId, stepId, binding, expires, approved, bounded(by), at,
                        json.get("reason") instanceof String reason ? bounded(reason) : null)));
            }
        } catch (JsonText.MalformedJsonException noJson) {
            // Signed, and still none of ours.
        }
        return Optional.empty();
    }

    private static String bounded(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    }
}
