package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How a run crosses the boundary of its process: what a call that leaves takes along, to whom, and what is believed of one that comes in.
 *
 * <p>Two things travel. W3C trace context and the acting agent's id, for anyone's tracing, are claims like all others when they come in. The sealed place, under a
 * name of our own, is what a process of the same deployment goes on from; it cannot be made without the deployment's key. Nothing travels to hosts that were not named. For any
 * thread.
 */
public final class Propagation {

    /** The sealed place, as HTTP header. */
    public static final String HEADER = "pathwarden-context";
    /** The sealed place, in message metadata. */
    public static final String METADATA = "dev.pathwarden/context";
    /** The acting agent's id, in message metadata. */
    public static final String METADATA_AGENT = "dev.pathwarden/agent-id";
    /** The acting agent's id as an entry of W3C baggage, whose names allow no slash. */
    public static final String BAGGAGE_AGENT = "dev.pathwarden.agent-id";
    /** Trace context, as header and in message metadata. */
    public static final String TRACEPARENT = "traceparent";
    /** Baggage, as header and in message metadata. */
    public static final String BAGGAGE = "baggage";

    private static final int LONGEST_CLAIM = 100;
    private static final int MIDDLE_END = 4;

    private final Recorder recorder;
    private final SealedPlaces seals;
    private final Destinations destinations;

    /**
     * Propagation under a deployment's key.
     *
     * @param destinations hosts that may be told
     */
    public Propagation(Recorder recorder, byte[] deploymentKey, EpochClock clock, Destinations destinations) {
        this.recorder = recorder;
        this.seals = new SealedPlaces(deploymentKey, clock);
        this.destinations = destinations;
    }

    /** Whether that host, as a URL names it, may be told of a run. */
    public boolean mayTell(String host) {
        return destinations.include(host);
    }

    /**
     * Headers for a request that is made from that place.
     *
     * @param traceparent the program's own header, which stays; null for none
     * @param baggage the program's own header, to which an entry is added; null for none
     * @return headers to set, by lower-case name
     */
    public Map<String, String> headers(Place place, String traceparent, String baggage) {
        recorder.leaves();
        CallerPlace caller = place.asCaller();
        Map<String, String> headers = new LinkedHashMap<>();
        if (traceparent == null) {
            headers.put(TRACEPARENT, caller.traceparent());
        }
        if (caller.agent() != null) {
            headers.put(BAGGAGE, baggage(baggage, caller.agent()));
        }
        headers.put(HEADER, seals.seal(caller));
        return headers;
    }

    /**
     * Metadata for a message that is sent from that place: the program's own entries, all of which stay, and ours.
     *
     * @param given the program's metadata; null for none
     */
    public Map<String, Object> metadata(Map<?, ?> given, Place place) {
        return metadata(given, place.asCaller(), seals.seal(place.asCaller()));
    }

    /**
     * As {@link #metadata(Map, Place)}, for the answer to a message.
     *
     * @param asked the step that sent the message, as its metadata told
     */
    public Map<String, Object> answerMetadata(Map<?, ?> given, Place place, StepId asked) {
        return metadata(given, place.asCaller(), seals.sealAnswer(place.asCaller(), asked));
    }

    private Map<String, Object> metadata(Map<?, ?> given, CallerPlace caller, String sealed) {
        recorder.leaves();
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((key, value) -> metadata.put((String) key, value));
        }
        metadata.putIfAbsent(TRACEPARENT, caller.traceparent());
        if (caller.agent() != null) {
            Object own = metadata.get(BAGGAGE);
            if (own == null || own instanceof String) {
                metadata.put(BAGGAGE, baggage((String) own, caller.agent()));
            }
            metadata.put(METADATA_AGENT, caller.agent());
        }
        metadata.put(METADATA, sealed);
        return metadata;
    }

    /**
     * What is left of a header of the program when that which {@link #headers} added is taken away.
     *
     * @param sealed the value of {@link #HEADER} that was added with it
     * @return null for nothing
     */
    public static String without(String name, String value, String sealed) {
        if (name.equalsIgnoreCase(HEADER)) {
            return null;
        }
        if (name.equalsIgnoreCase(TRACEPARENT)) {
            // The run and the step, with the dashes around them.
            return value.length() > MIDDLE_END && sealed.contains(value.substring(2, value.length() - 2)) ? null : value;
        }
        if (!name.equalsIgnoreCase(BAGGAGE)) {
            return value;
        }
        StringJoiner entries = new StringJoiner(",");
        others(value, entries);
        return entries.length() == 0 ? null : entries.toString();
    }

    /** What the environment of a process has to tell it that is started by that step. */
    public Map<String, String> environment(OpenStep step) {
        recorder.leaves();
        CallerPlace place = step.place().asCaller();
        return ChildEnvironment.of(place, seals.sealForChild(place));
    }

    /** The place that a process with that environment was started from; null where it tells of none, or of none of this deployment. */
    public CallerPlace startedFrom(Map<String, String> environment) {
        return seals.openForChild(environment.get(ChildEnvironment.CONTEXT)).orElse(null);
    }

    /** Where a request with that header goes on; null where the header is missing or not of this deployment. */
    public Place arrived(String header, Object subject) {
        return seals.open(header).map(caller -> recorder.calledFrom(caller, subject)).orElse(null);
    }

    /** Where a message with that metadata goes on; null where it says nothing of it, or nothing that holds. */
    public Place arrived(Map<?, ?> metadata, Object subject) {
        return metadata != null && metadata.get(METADATA) instanceof String sealed ? arrived(sealed, subject) : null;
    }

    /**
     * What the answer to a hand-over tells of the agent that took it over: its id, and the step with which it began. Labels of its path come along.
     *
     * @param metadata the answer's; null for none
     * @return facts of the hand-over's outcome, none where the answer tells nothing that holds
     */
    public Facts received(OpenStep handoff, Map<?, ?> metadata) {
        CallerPlace from = metadata != null && metadata.get(METADATA) instanceof String sealed ? seals.openAnswer(sealed, handoff.id()).orElse(null) : null;
        if (from == null) {
            return Facts.NONE;
        }
        recorder.cameBack(handoff, from);
        Facts facts = Facts.NONE.with(Field.HANDOFF_RUN, from.run().toString()).with(Field.HANDOFF_STEP, from.step().toString());
        return from.agent() == null ? facts : facts.with(Field.HANDOFF_AGENT, from.agent());
    }

    /** The agent that the metadata names as the sender, verified or not; null for none. */
    public static String claimedAgent(Map<?, ?> metadata) {
        return metadata != null && metadata.get(METADATA_AGENT) instanceof String agent ? StepDraft.bounded(agent, LONGEST_CLAIM) : null;
    }

    /** The program's entries, with the agent's in place of an earlier one of ours. */
    private static String baggage(String given, String agent) {
        StringJoiner entries = new StringJoiner(",");
        if (given != null) {
            others(given, entries);
        }
        return entries.add(BAGGAGE_AGENT + "=" + agent).toString();
    }

    private static void others(String given, StringJoiner entries) {
        for (String entry : given.split(",")) {
            if (!entry.isBlank() && !isOurs(entry)) {
                entries.add(entry.strip());
            }
        }
    }

    private static boolean isOurs(String entry) {
        int equals = entry.indexOf('=');
        return equals > 0 && entry.substring(0, equals).strip().equals(BAGGAGE_AGENT);
    }
}
