package dev.pathwarden.workbench.app;

import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.workbench.aftermath.AftermathBars;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.casefile.CaseTableViewModel;
import dev.pathwarden.workbench.casefile.CaseView;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.casefile.MarkActions;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.diff.DiffPages;
import dev.pathwarden.workbench.diff.RunDiffView;
import dev.pathwarden.workbench.diff.RunDiffViewModel;
import dev.pathwarden.workbench.diff.UnusualView;
import dev.pathwarden.workbench.diff.UnusualViewModel;
import dev.pathwarden.workbench.filter.FilterMenu;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.follow.FollowView;
import dev.pathwarden.workbench.follow.FollowViewModel;
import dev.pathwarden.workbench.graph.PathGraphView;
import dev.pathwarden.workbench.graph.PathGraphViewModel;
import dev.pathwarden.workbench.inventory.InventoryView;
import dev.pathwarden.workbench.inventory.InventoryViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.overview.OverviewView;
import dev.pathwarden.workbench.overview.OverviewViewModel;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.timeline.TimelineView;
import dev.pathwarden.workbench.timeline.TimelineViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Puts the views together in the middle of the window: of the run that is looked at, of all runs, and of the case; those of the rehearsal among them. */
final class RunViews {

    private static final Texts TEXTS = Texts.of(CompositionRoot.class);
    private static final Runnable NOTHING = () -> { };

    private final TimelineViewModel times;
    private final TimelineView timeline;
    private final PathGraphViewModel paths;
    private final PathGraphView graph;
    private final FollowViewModel lines;
    private final FollowView follow;
    private final OverviewViewModel facets;
    private final OverviewView overview;
    private final RunDiffViewModel pair;
    private final DiffPages diff;
    private final InventoryView inventory;
    private final CaseTableViewModel marked;
    private final CaseView ofCase;
    private final List<ViewTab> tabs;

    /**
     * @param inventory what is shown as the inventory
     * @param marks what can be done with marks
     * @param rehearsal its views are among these, and others show what would have come of it
     * @param keys get those of the views
     */
    RunViews(Workspace workspace, Selection selection, FilterViewModel filter, FilterMenu filters, InventoryViewModel inventory, CaseViewModel cases, MarkActions marks, CausesViewModel causes, RehearsalRoom rehearsal, ObservableValue<Palette> palette, CommandKeys keys,
            TaskExecutor executor) {
        times = new TimelineViewModel(selection, cases.stepsProperty(), rehearsal.aftermath().stepsProperty(), executor);
        timeline = new TimelineView(times, palette, keys);
        paths = new PathGraphViewModel(selection, causes, cases.stepsProperty(), rehearsal.aftermath().stepsProperty(), executor);
        graph = new PathGraphView(paths, palette, keys);
        rehearsal.drafting().on(graph.node(), () -> graph.pointed() == null ? null : Map.entry(graph.pointed().source(), graph.pointed().sink()));
        lines = new FollowViewModel(selection, rehearsal.aftermath().stepsProperty(), executor);
        follow = new FollowView(lines, keys);
        facets = new OverviewViewModel(workspace, selection, filter, executor);
        overview = new OverviewView(facets, filters, palette, keys);
        UnusualViewModel unusual = new UnusualViewModel(workspace, selection, executor);
        pair = new RunDiffViewModel(workspace, selection, executor, RunDiff::of);
        diff = new DiffPages(new RunDiffView(pair, rehearsal::draft).node(), new UnusualView(unusual).node(), unusual);
        this.inventory = new InventoryView(inventory);
        marked = new CaseTableViewModel(cases, workspace, filter, executor);
        ofCase = new CaseView(marked, marks, keys);
        AftermathBars rehearsed = new AftermathBars(rehearsal.aftermath(), palette, keys);
        tabs = List.of(tab("overview", overview.node()), tab("timeline", rehearsed.above(timeline.node(), true)), tab("path-graph", rehearsed.above(graph.node(), true)), tab("follow", rehearsed.above(follow.node(), false)),
                tab("inventory", this.inventory.node()), tab("diff", diff.node()), rehearsal.rehearsalTab(), rehearsal.rolloutTab(), new ViewTab("case", TEXTS.get("tab.case"), ofCase.node(), ofCase::look));
    }

    private static ViewTab tab(String id, Node view) {
        return new ViewTab(id, TEXTS.get("tab." + id), view, NOTHING);
    }

    /** The views, in the order of their tabs. */
    List<ViewTab> tabs() {
        return tabs;
    }

    /** Has each view work only while it is at the front. */
    void follow(Tabs shown) {
        facets.seenProperty().bind(shown.isShown("overview"));
        times.seenProperty().bind(shown.isShown("timeline"));
        paths.seenProperty().bind(shown.isShown("path-graph"));
        lines.seenProperty().bind(shown.isShown("follow"));
        pair.seenProperty().bind(shown.isShown("diff"));
        marked.seenProperty().bind(shown.isShown("case"));
        shown.whetherShown("inventory", inventory::look);
        shown.whenShown("case", ofCase::look);
        shown.whetherShown("diff", diff::look);
    }

    /** What the path graph shows. */
    PathGraphViewModel paths() {
        return paths;
    }

    /** What is done in one view alone, and what saves that which the one at the front is about. */
    Commands.InViews commands(ViewCommands views, RehearsalRoom rehearsal, MarkActions marks) {
        List<Command> others = new ArrayList<>(List.of(views.in("overview.fold", "overview", overview::foldAll), views.in("inventory.since", "inventory", inventory::offerEarlier), views.in("inventory.drift", "inventory", inventory::offerBaselines),
                views.in("follow.search", "follow", follow::search)));
        others.addAll(rehearsal.commands(views));
        return new Commands.InViews(views.save(rehearsal.view()::save, marks::save), others);
    }

    /**
     * A picture of a view; null where that has none.
     *
     * @param whole of all of the run, and not of what is in view
     */
    Picture picture(String view, boolean whole) {
        return switch (view) {
            case "timeline" -> timeline.picture(whole);
            case "path-graph" -> graph.picture(whole);
            default -> null;
        };
    }
}
