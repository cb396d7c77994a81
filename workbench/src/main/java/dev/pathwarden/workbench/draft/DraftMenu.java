package dev.pathwarden.workbench.draft;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/** Offers to draft a guardrail from the selected step, and from each value that came into it. For the JavaFX thread. */
public final class DraftMenu {

    private static final Texts TEXTS = Texts.of(DraftMenu.class);
    private static final int MOST_FLOWS = 10;
    private static final int LONGEST_NAME = 50;

    private final DraftViewModel model;
    private final Selection selection;
    private final Runnable show;

    /**
     * A menu.
     *
     * @param show brings the draft to the front
     */
    public DraftMenu(DraftViewModel model, Selection selection, Runnable show) {
        this.model = model;
        this.selection = selection;
        this.show = show;
    }

    /** Drafts from the selected step and shows the draft; no effect where there is none. */
    public void ofStep() {
        if (selection.step() != null) {
            model.ofSelectedStep();
            show.run();
        }
    }

    /**
     * Opens the items as the context menu of a node.
     *
     * @param pointed the flow that the mouse points at, from a step into another; null where it points at none. Its item stands first.
     */
    public void on(Node node, Supplier<Map.Entry<StepId, StepId>> pointed) {
        ContextMenu menu = new ContextMenu();
        menu.setId("draft-menu");
        node.setOnContextMenuRequested(event -> {
            menu.getItems().setAll(items());
            Map.Entry<StepId, StepId> flow = pointed.get();
            if (flow != null) {
                of(flow).ifPresent(item -> menu.getItems().setAll(item));
            }
            if (!menu.getItems().isEmpty()) {
                menu.show(node, event.getScreenX(), event.getScreenY());
            }
            event.consume();
        });
    }

    /** Items for the step that is selected now; none where none is. */
    public List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        selection.recordedStep().ifPresent(step -> {
            items.add(item("draft-step", TEXTS.get("menu.step"), this::ofStep));
            for (RecordedStep source : sources(step)) {
                items.add(item("draft-flow", TEXTS.get("menu.flow", Wording.line(Wording.of(source), LONGEST_NAME)), () -> {
                    model.ofFlow(source.id(), step.id());
                    show.run();
                }));
            }
        });
        return items;
    }

    private Optional<MenuItem> of(Map.Entry<StepId, StepId> flow) {
        return selection.find(flow.getKey()).flatMap(source -> selection.find(flow.getValue()).map(sink -> item("draft-edge", TEXTS.get("menu.edge", Wording.line(Wording.of(source), LONGEST_NAME), Wording.line(Wording.of(sink), LONGEST_NAME)), () -> {
            model.ofFlow(source.id(), sink.id());
            show.run();
        })));
    }

    /** The steps from which values in the arguments came, each once. */
    private List<RecordedStep> sources(RecordedStep step) {
        Set<RecordedStep> sources = new LinkedHashSet<>();
        for (Link link : step.step().links()) {
            if (!link.kind().causal()) {
                selection.find(link.step()).ifPresent(sources::add);
            }
        }
        return sources.stream().limit(MOST_FLOWS).toList();
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
