package dev.pathwarden.policies.rehearsal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the steps of a rehearsal are put together by. */
public enum GroupBy {
    /** Their run. */
    RUN,
    /** The tool in whose call they happened. */
    TOOL,
    /** Their agent. */
    AGENT,
    /** When they began, in spans of the same length. */
    TIME;

    /** As a command line writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that text; empty where there is none. */
    public static Optional<GroupBy> of(String text) {
        return Stream.of(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
