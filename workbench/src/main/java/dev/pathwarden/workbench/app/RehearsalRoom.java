package dev.pathwarden.workbench.app;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.aftermath.AftermathViewModel;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.draft.DraftMenu;
import dev.pathwarden.workbench.draft.DraftView;
import dev.pathwarden.workbench.draft.DraftViewModel;
import dev.pathwarden.workbench.editor.GuardrailHelp;
import dev.pathwarden.workbench.editor.LiveValuesViewModel;
import dev.pathwarden.workbench.judge.EditedFile;
import dev.pathwarden.workbench.judge.GoodWorkViewModel;
import dev.pathwarden.workbench.judge.JudgeViewModel;
import dev.pathwarden.workbench.judge.JudgedSteps;
import dev.pathwarden.workbench.judge.Judging;
import dev.pathwarden.workbench.judge.MeasureViewModel;
import dev.pathwarden.workbench.judge.TestsViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.rehearsal.CheckViewModel;
import dev.pathwarden.workbench.rehearsal.DeployedSet;
import dev.pathwarden.workbench.rehearsal.DryRunViewModel;
import dev.pathwarden.workbench.rehearsal.RehearsalView;
import dev.pathwarden.workbench.rehearsal.RehearsalViewModel;
import dev.pathwarden.workbench.rollout.PlanViewModel;
import dev.pathwarden.workbench.rollout.RolloutView;
import dev.pathwarden.workbench.rollout.RolloutViewModel;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.FileChooser;

/** Puts the views together in which guardrails are drafted, tried, judged and rolled out, each of which hands on to the next. */
final class RehearsalRoom {

    private static final Texts TEXTS = Texts.of(CompositionRoot.class);
    /** Milliseconds without a key after which what was typed is tried; shorter than it takes to look at what came of it. */
    private static final int TYPING_REST = 150;

    private final RehearsalViewModel rehearsal;
    private final AftermathViewModel aftermath;
    private final RolloutViewModel rollout;
    private final DraftViewModel drafts;
    private final DraftMenu drafting;
    private final Runnable show;
    private final RehearsalView view;
    private final ViewTab rehearsalTab;
    private final ViewTab rolloutTab;

    /**
     * @param ask asks for a file to write
     * @param keys get those of the views
     * @param show brings the rehearsal to the front
     */
    RehearsalRoom(Workspace workspace, Selection selection, SnapshotOpener opener, CaseViewModel cases, SettingsStore settings, Map<String, String> environment, TaskExecutor executor, Function<FileChooser, File> ask, CommandKeys keys, Runnable show) {
        this.show = show;
        rollout = new RolloutViewModel(workspace, executor, environment, InstantSource.system());
        aftermath = new AftermathViewModel(workspace, selection, executor);
        rehearsal = new RehearsalViewModel(workspace, opener, executor, Rest.of(TYPING_REST), new DeployedSet(settings, rollout::signersOf), aftermath, new CheckViewModel(executor, Rest.of(TYPING_REST), InstantSource.system()));
        drafts = new DraftViewModel(workspace, selection, executor, rehearsal::edit);
        drafting = new DraftMenu(drafts, selection, show);
        LiveValuesViewModel values = new LiveValuesViewModel(selection, rehearsal::edited, executor, Rest.of(TYPING_REST));
        rehearsal.onEdited(values::edited);
        EditedFile file = new EditedFile(rehearsal::edited);
        JudgedSteps judged = new JudgedSteps(cases, workspace, opener, environment, rehearsal.dryRun().folderProperty()::get);
        Judging judging = new Judging(new JudgeViewModel(cases, workspace), new MeasureViewModel(judged, workspace, executor, file), new TestsViewModel(judged, executor, file), new GoodWorkViewModel(judged::reading, executor), file);
        rehearsal.savedProperty().subscribe(saved -> judging.goodWork().check(saved == null ? List.of() : List.of(saved)));
        view = new RehearsalView(rehearsal, judging,
                new GuardrailHelp(workspace, values.valuesProperty()::get, rehearsal::toldOfFile), values, new DraftView(drafts).node(), drafts.draftProperty().map(draft -> true).orElse(false), share(settings), ask, keys);
        PlanViewModel plans = new PlanViewModel(workspace, executor, InstantSource.system(), rehearsal::place, judged::reading, rollout::open);
        rehearsalTab = new ViewTab("rehearsal", TEXTS.get("tab.rehearsal"), view.node(), rehearsal.dryRun()::rehearse);
        rolloutTab = new ViewTab("rollout", TEXTS.get("tab.rollout"), new RolloutView(rollout, plans).node(), () -> { });
    }

    /** Which part of the height the text of the guardrails has, as it is remembered. */
    private static ObjectProperty<Double> share(SettingsStore settings) {
        ObjectProperty<Double> share = new SimpleObjectProperty<>(settings.settings().textShare());
        share.subscribe((before, now) -> settings.change(each -> each.withTextShare(now)));
        return share;
    }

    /** Whether views show runs as they would have gone under what was tried. */
    AftermathViewModel aftermath() {
        return aftermath;
    }

    /** What guardrails are tried on, and what that came to. */
    DryRunViewModel dryRun() {
        return rehearsal.dryRun();
    }

    /** What other views offer to draft from. */
    DraftMenu drafting() {
        return drafting;
    }

    /** Drafts a guardrail from these steps, and shows that. */
    void draft(RunId run, Set<StepId> steps) {
        drafts.ofSteps(run, steps);
        show.run();
    }

    /** Chooses the guardrails at first; null for the shipped pack. */
    void open(Path policies) {
        if (policies == null) {
            rehearsal.openPack();
        } else {
            rehearsal.open(policies);
        }
    }

    /** The view in which guardrails are written and tried. */
    RehearsalView view() {
        return view;
    }

    /** What is done there, besides saving. */
    List<Command> commands(ViewCommands views) {
        return List.of(views.in("guardrail.save.as", "rehearsal", view::saveAs), views.in("guardrail.format", "rehearsal", view::format, Key.of(KeyCode.Y, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN)),
                views.in("guardrail.problem", "rehearsal", view::goToNextProblem, Key.of(KeyCode.F4)));
    }

    /** Which files were changed and not saved, in a sentence; empty where none is. */
    ObservableValue<String> unsaved() {
        return rehearsal.unsavedNamesProperty().map(names -> names.isEmpty() ? "" : TEXTS.get("tab.unsaved", String.join(", ", names)));
    }

    /** Names of the files that were changed and not saved. */
    List<String> unsavedNames() {
        return rehearsal.unsavedNames();
    }

    void lookAtRollout() {
        rollout.look();
    }

    ViewTab rehearsalTab() {
        return rehearsalTab;
    }

    ViewTab rolloutTab() {
        return rolloutTab;
    }
}
