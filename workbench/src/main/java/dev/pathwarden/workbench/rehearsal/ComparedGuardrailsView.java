package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.dryrun.GuardrailCost;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/** The guardrails of the rehearsed set beside those it is compared with. The steps of the chosen guardrail are the only ones that are listed. */
final class ComparedGuardrailsView {

    private static final Texts TEXTS = Texts.of(ComparedGuardrailsView.class);

    private final TableView<ComparedGuardrail> table;
    private final Runnable chosen;
    private List<ComparedGuardrail> shown = List.of();
    private ComparedGuardrail only;
    private boolean showing;

    /**
     * @param cost about what the guardrail of an id costs
     * @param chosen does what follows from another chosen guardrail
     */
    ComparedGuardrailsView(Function<String, Optional<GuardrailCost>> cost, Runnable chosen) {
        table = ResultTables.guardrails(cost);
        this.chosen = chosen;
        table.setPlaceholder(new Label(TEXTS.get("guardrails.none")));
        table.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (!showing) {
                only = now;
                chosen.run();
            }
        });
    }

    /** Shows these; the chosen one stays chosen, so that nobody loses the place while more comes. */
    void show(List<ComparedGuardrail> guardrails) {
        if (guardrails.equals(shown)) {
            table.refresh();
            return;
        }
        shown = guardrails;
        ComparedGuardrail before = only;
        showing = true;
        table.getItems().setAll(guardrails);
        table.sort();
        only = guardrails.stream().filter(each -> before != null && each.guardrail().equals(before.guardrail())).findFirst().orElse(null);
        if (only == null) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().select(only);
        }
        showing = false;
        if (only == null && before != null) {
            chosen.run();
        }
    }

    /** Whether the chosen guardrail said something of a step, before or now; each step is taken where none is chosen. */
    boolean has(Hit hit) {
        return only == null || only.spokeOf(hit);
    }

    TableView<ComparedGuardrail> table() {
        return table;
    }
}
