package dev.pathwarden.policies.engine;

import java.util.List;
import java.util.Set;

/** How far a guardrail is rolled out, as {@link BundleFormat} lays it out in a bundle. */
final class StageBytes {

    private StageBytes() {
    }

    static void write(Stage stage, BundleWriter out) {
        out.text(stage.inside().text());
        out.text(stage.outside().text());
        out.list(stage.agents().stream().sorted().toList(), out::text);
        out.number(stage.share());
        out.number(stage.untilNanos() == null ? 0 : 1);
        if (stage.untilNanos() != null) {
            out.fixed(stage.untilNanos());
            out.text(stage.after().text());
        }
    }

    /** Reads what was written. What does not fit is told by an {@link IllegalArgumentException}. */
    static Stage read(BundleBytes in) throws BundleException {
        Degree inside = degree(in);
        Degree outside = degree(in);
        List<String> agents = in.list(in::text);
        int share = in.number(Stage.WHOLE);
        Long until = in.number(1) == 0 ? null : Long.valueOf(in.fixed());
        Degree after = until == null ? inside : degree(in);
        return new Stage(inside, outside, Set.copyOf(agents), share, until, after);
    }

    private static Degree degree(BundleBytes in) throws BundleException {
        return in.constant(Degree::of, "degree of a roll-out");
    }
}
