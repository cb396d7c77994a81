package dev.pathwarden.workbench.app;

import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.sample.SampleViewModel;
import dev.pathwarden.workbench.settings.Settings;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.tour.Deed;
import dev.pathwarden.workbench.tour.Stop;
import dev.pathwarden.workbench.tour.TourView;
import dev.pathwarden.workbench.tour.TourViewModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.layout.Region;

/** The guided tour in a window: tells it what is done there, and begins it on the sample. For the JavaFX thread. */
final class GuidedTour {

    private final SampleViewModel sample;
    private final TourViewModel model;
    private final TourView view;
    /** How often the root cause of the step before was gone to. */
    private final SimpleIntegerProperty caused = new SimpleIntegerProperty(this, "caused");
    private StepId rootCause;
    private boolean awaited;

    /** @param report what is said once a report is written */
    GuidedTour(Workspace workspace, Selection selection, CausesViewModel causes, CaseViewModel cases, Tabs tabs, SampleViewModel sample, ReadOnlyStringProperty report, CommandKeys keys, SettingsStore settings) {
        this.sample = sample;
        causes.causesProperty().subscribe(found -> rootCause = found.isEmpty() ? rootCause : found.getFirst().step().id());
        selection.stepProperty().subscribe((before, now) -> {
            if (now != null && now.equals(rootCause)) {
                caused.set(caused.get() + 1);
            }
            rootCause = null;
        });
        Map<String, Deed<?>> deeds = new HashMap<>();
        deeds.put("stopped", new Deed<>(selection.stepProperty(), (before, now) -> selection.recordedStep().filter(step -> step.status() == Status.BLOCKED).isPresent()));
        deeds.put("cause", new Deed<>(caused, (before, now) -> now.intValue() > before.intValue()));
        deeds.put("filter", new Deed<>(selection.matchesProperty(), (before, now) -> now != null && now.places().total() > 0));
        deeds.put("finding", new Deed<>(cases.valueProperty().map(value -> value.all().values().stream().filter(mark -> mark.content() instanceof MarkContent.Finding).count()), (before, now) -> now > before));
        deeds.put("report", new Deed<>(report, (before, now) -> !now.isEmpty()));
        List<String> views = tabs.views().stream().map(ViewTab::id).toList();
        views.forEach(id -> deeds.put("view " + id, new Deed<>(tabs.isShown(id), (before, now) -> now)));
        List<Stop> stops = Stop.all().stream().filter(stop -> stop.view() == null || views.contains(stop.view())).toList();
        model = new TourViewModel(stops, deeds, keys, workspace.snapshotProperty().map(Objects::nonNull).orElse(false), () -> settings.change(Settings::withTour));
        view = new TourView(model);
        workspace.snapshotProperty().subscribe((before, now) -> {
            if (awaited) {
                awaited = false;
                beginOnSample();
            }
        });
    }

    /** Begins with the first stop: on the sample, which is opened for it where it is not. */
    void begin() {
        if (sample.isOpen()) {
            model.begin();
        } else {
            awaited = true;
            sample.open();
        }
    }

    private void beginOnSample() {
        if (sample.isOpen()) {
            model.begin();
        }
    }

    void next() {
        model.next();
    }

    void back() {
        model.back();
    }

    void leave() {
        model.leave();
    }

    /** Whether a tour is under way. */
    ObservableBooleanValue under() {
        return model.under();
    }

    /** What lies over the window while a tour is under way. */
    Region node() {
        return view.node();
    }
}
