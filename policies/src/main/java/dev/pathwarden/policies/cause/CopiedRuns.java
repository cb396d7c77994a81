package dev.pathwarden.policies.cause;

import dev.pathwarden.policies.trust.Fingerprints;
import java.util.ArrayList;
import java.util.List;

/** Puts stretches that an argument shares with a result together to the passages that were copied. Stretches come in the order of the argument. */
final class CopiedRuns {

    private final String argument;
    private final String source;
    private final List<Cause.Span> spans = new ArrayList<>();
    private int argumentFrom = -1;
    private int argumentTo;
    private int sourceFrom;
    private int sourceTo;

    CopiedRuns(String argument, String source) {
        this.argument = argument;
        this.source = source;
    }

    /** Adds a stretch, by the offsets behind it. */
    void add(int argumentEnd, int sourceEnd) {
        int from = startOf(argument, argumentEnd);
        int at = startOf(source, sourceEnd);
        if (argumentFrom >= 0 && from <= argumentTo && at >= sourceFrom && at <= sourceTo && sourceEnd >= sourceTo) {
            argumentTo = argumentEnd;
            sourceTo = sourceEnd;
            return;
        }
        close();
        argumentFrom = from;
        argumentTo = argumentEnd;
        sourceFrom = at;
        sourceTo = sourceEnd;
    }

    /** The passages: words as they stand in the argument, offsets in the result. */
    List<Cause.Span> spans() {
        close();
        argumentFrom = -1;
        return spans;
    }

    private void close() {
        if (argumentFrom >= 0) {
            spans.add(new Cause.Span(argument.substring(argumentFrom, argumentTo), sourceFrom, sourceTo));
        }
    }

    /** Where the letters and digits of a stretch that ends there begin. */
    private static int startOf(String text, int end) {
        int letters = 0;
        int i = end;
        while (i > 0 && letters < Fingerprints.GRAM) {
            i--;
            boolean escape = i > 0 && text.charAt(i - 1) == '\\' && "nrt".indexOf(text.charAt(i)) >= 0;
            letters += !escape && Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
        }
        return i;
    }
}
