package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.LinkKind;
import java.util.ArrayList;
import java.util.List;

/** What ties a source to a target, and how heavily it weighs. */
final class Evidence {

    static final String ORDER_ONLY = "order-only";
    static final String CAUSAL = "causal";
    private static final int MAX_SPANS = 20;

    private final Source source;
    private final List<Cause.Span> spans = new ArrayList<>();
    private double flow;
    private double order;
    private String certainty = ORDER_ONLY;

    Evidence(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** A token of the target stands in the source. */
    void token(Cause.Span span, double weight) {
        flow += weight;
        span(span);
        certainty = certainty.equals(LinkKind.COPIED.text()) ? certainty : LinkKind.TOKEN_MATCH.text();
    }

    /** A stretch of the target stands in the source. */
    void copied(Cause.Span span, double weight) {
        flow += weight;
        span(span);
        certainty = LinkKind.COPIED.text();
    }

    /** The recorder saw a value flow. */
    void recorded(LinkKind kind) {
        flow += 2;
        certainty = certainty.equals(LinkKind.COPIED.text()) ? certainty : kind.text();
    }

    /** The source asks for what the target does; of several orders the heaviest counts. */
    void order(double weight, Cause.Span span) {
        order = Math.max(order, weight);
        if (span != null) {
            span(span);
        }
    }

    /** Nothing flowed that could be seen, but the target carries labels that the source brought in. */
    void labels(int shared) {
        flow += 0.5 * shared;
    }

    private void span(Cause.Span span) {
        if (spans.size() < MAX_SPANS && !spans.contains(span)) {
            spans.add(span);
        }
    }

    boolean ordered() {
        return order > 0;
    }

    boolean flowed() {
        return !certainty.equals(ORDER_ONLY);
    }

    double weight() {
        return flow + order;
    }

    Cause cause(int rank) {
        return new Cause(rank, source.step().id(), certainty, spans);
    }
}
