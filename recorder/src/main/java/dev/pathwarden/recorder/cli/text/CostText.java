package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.GuardrailCost;
import dev.pathwarden.policies.rehearsal.Costs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** About what guardrails cost, as a table with the dearest first. */
public final class CostText {

    private static final int MOST = 100;
    private static final int COUNT = 10;
    private static final int NAME_LEAST = 20;

    private CostText() {
    }

    /** The head of the table, and then its lines. */
    public static List<String> lines(Costs costs, int columns) {
        boolean beside = !costs.before().isEmpty();
        int name = Math.max(NAME_LEAST, columns - (beside ? 4 : 3) * (COUNT + 2));
        List<String> lines = new ArrayList<>();
        lines.add(Width.left("COST (ABOUT): GUARDRAIL", name) + (beside ? column("BEFORE us") : "") + column(beside ? "NOW us" : "us/STEP") + column("SHARE") + column("SAMPLES"));
        List<GuardrailCost> dearest = costs.now().values().stream().sorted(Comparator.comparingDouble(GuardrailCost::share).reversed().thenComparing(GuardrailCost::guardrail)).toList();
        for (GuardrailCost cost : dearest.subList(0, Math.min(MOST, dearest.size()))) {
            GuardrailCost before = costs.before().get(cost.guardrail());
            lines.add(Width.left(Escaped.text(cost.guardrail()), name) + (beside ? column(before == null ? "" : micros(before)) : "") + column(micros(cost)) + column(String.format(Locale.ROOT, "%.0f %%", 100 * cost.share()))
                    + column(String.valueOf(cost.samples())));
        }
        if (dearest.size() > MOST) {
            lines.add("and " + (dearest.size() - MOST) + " more; --json lists them all");
        }
        lines.add(dearest.isEmpty() ? "No guardrail was for any step, so nothing was measured."
                : "Median in microseconds; share of what all guardrails of the set took. " + GuardrailCost.NOTE);
        return lines;
    }

    private static String column(String text) {
        return "  " + Width.right(text, COUNT);
    }

    private static String micros(GuardrailCost cost) {
        return String.format(Locale.ROOT, "%.2f", cost.medianMicros());
    }
}
