package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes a {@link CallerPlace} as one line of printable ASCII that nobody without the deployment's key can make or change, and reads it back.
 *
 * <pre>1-RUN-STEP-SECONDS-AGENTS-MAC-LABELS</pre>
 *
 * <p>Seconds since the epoch in hex; agents separated by dots, and behind them after a tilde the user as UTF-8 in hex, where there is one; labels, which come last because they may hold a dash, by commas. MAC is HMAC-SHA256 of everything
 * else and of what the text is used for, under a key made of the deployment's, so that no agent id that the recorder mints is ever a MAC. For any thread.
 */
final class SealedPlaces {

    /** How far the clocks of two processes may be apart, together with the time the call takes to arrive, in seconds. */
    static final long LONGEST_SECONDS = 600;

    private static final String PURPOSE = "\0context\0";
    private static final String VERSION = "1";
    // In front of what is signed, so that no text can be one of them by how it ends.
    private static final String CALL = "call\0";
    private static final String CHILD = "child\0";
    private static final int PARTS = 7;
    private static final int MAC = 5;
    private static final int MAC_BYTES = 32;
    private static final int MOST_AGENTS = 16;
    private static final int LONGEST_LABELS = 3000;
    private static final int LONGEST = 8 * 1024;
    private static final String USER = "~";
    private static final long NANOS = 1_000_000_000L;

    private final KeyedHash hash;
    private final EpochClock clock;

    SealedPlaces(byte[] deploymentKey, EpochClock clock) {
        hash = new KeyedHash(new KeyedHash(deploymentKey).of(PURPOSE.getBytes(StandardCharsets.UTF_8)));
        this.clock = clock;
    }

    /** The place of a call. */
    String seal(CallerPlace place) {
        return seal(place, CALL);
    }

    /** The place of an answer to that step, which holds for no other step and is no call: so that none can be sent back as its own answer. */
    String sealAnswer(CallerPlace place, StepId asked) {
        return seal(place, answerTo(asked));
    }

    private static String answerTo(StepId asked) {
        return "answer\0" + asked + "\0";
    }

    private String seal(CallerPlace place, String use) {
        String head = VERSION + "-" + place.run() + "-" + place.step() + "-" + Long.toHexString(clock.nanos() / NANOS) + "-" + String.join(".", bounded(place.agents())) + user(place.user()) + "-";
        String labels = "-" + LabelText.of(place.labels(), LONGEST_LABELS);
        return head + mac(use + head + labels) + labels;
    }

    /** The place of a call; empty for a text that was not made for one under this key, or not lately. */
    Optional<CallerPlace> open(String text) {
        return open(text, CALL);
    }

    /** The place that a process is started from, which holds for nothing else. */
    String sealForChild(CallerPlace place) {
        return seal(place, CHILD);
    }

    /** The place that a process was started from, however long ago; empty for a text that was not made for one under this key. */
    Optional<CallerPlace> openForChild(String text) {
        return verified(text, CHILD).flatMap(SealedPlaces::read);
    }

    /** The place of an answer to that step; empty as {@link #open} tells. */
    Optional<CallerPlace> openAnswer(String text, StepId asked) {
        return open(text, answerTo(asked));
    }

    private Optional<CallerPlace> open(String text, String use) {
        return verified(text, use).filter(parts -> !isOld(parts[3])).flatMap(SealedPlaces::read);
    }

    private Optional<String[]> verified(String text, String use) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.split("-", PARTS);
        if (parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        int macEnd = text.length() - parts[PARTS - 1].length() - 1;
        String signed = text.substring(0, macEnd - parts[MAC].length()) + text.substring(macEnd);
        // Compared in constant time: how far a forged MAC is right must not be told by how long the comparison takes.
        if (!MessageDigest.isEqual(mac(use + signed).getBytes(StandardCharsets.US_ASCII), parts[MAC].getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private static Optional<CallerPlace> read(String[] parts) {
        Optional<RunId> run = RunId.parse(parts[1]);
        Optional<StepId> step = StepId.parse(parts[2]);
        int tilde = parts[4].indexOf(USER);
        String acting = tilde < 0 ? parts[4] : parts[4].substring(0, tilde);
        String user = tilde < 0 ? null : new String(HexFormat.of().parseHex(parts[4].substring(tilde + 1)), StandardCharsets.UTF_8);
        List<String> agents = acting.isEmpty() ? List.of() : List.of(acting.split("[.]"));
        if (run.isEmpty() || step.isEmpty() || !agents.stream().allMatch(AgentIdentity::isId)) {
            return Optional.empty();
        }
        return Optional.of(new CallerPlace(run.get(), step.get(), agents, LabelText.read(parts[PARTS - 1]), user));
    }

    private boolean isOld(String hexSeconds) {
        try {
            return Math.abs(clock.nanos() / NANOS - Long.parseLong(hexSeconds, 16)) > LONGEST_SECONDS;
        } catch (NumberFormatException noTime) {
            return true;
        }
    }

    private static String user(String user) {
        return user == null ? "" : USER + HexFormat.of().formatHex(user.getBytes(StandardCharsets.UTF_8));
    }

    /** The first and the last of too many. */
    private static List<String> bounded(List<String> agents) {
        if (agents.size() <= MOST_AGENTS) {
            return agents;
        }
        List<String> kept = new ArrayList<>(agents.subList(0, 1));
        kept.addAll(agents.subList(agents.size() - MOST_AGENTS + 1, agents.size()));
        return kept;
    }

    private String mac(String text) {
        return KeyedHash.hex(hash.of(text.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    }
}
