package dev.pathwarden.workbench.app;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.casefile.MarkActions;
import dev.pathwarden.workbench.casefile.MarkStrip;
import dev.pathwarden.workbench.casefile.SavedFilterBar;
import dev.pathwarden.workbench.casefile.StoredCase;
import dev.pathwarden.workbench.cause.CausesView;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.copy.CopyMenu;
import dev.pathwarden.workbench.copy.StepCopyViewModel;
import dev.pathwarden.workbench.evidence.EvidenceView;
import dev.pathwarden.workbench.evidence.EvidenceViewModel;
import dev.pathwarden.workbench.filter.FilterBar;
import dev.pathwarden.workbench.filter.FilterMenu;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.filter.RunTerms;
import dev.pathwarden.workbench.filter.StepTerms;
import dev.pathwarden.workbench.graph.PathGraphViewModel;
import dev.pathwarden.workbench.held.HeldViewModel;
import dev.pathwarden.workbench.held.JournalRecording;
import dev.pathwarden.workbench.inspector.InspectorView;
import dev.pathwarden.workbench.inspector.InspectorViewModel;
import dev.pathwarden.workbench.inventory.DriftViewModel;
import dev.pathwarden.workbench.inventory.InventoryViewModel;
import dev.pathwarden.workbench.inventory.SinceViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.live.LiveBar;
import dev.pathwarden.workbench.live.LiveViewModel;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.History;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.StepCursor;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.palette.PaletteView;
import dev.pathwarden.workbench.palette.PaletteViewModel;
import dev.pathwarden.workbench.pictures.PictureDialog;
import dev.pathwarden.workbench.pictures.Shot;
import dev.pathwarden.workbench.recent.RecentViewModel;
import dev.pathwarden.workbench.recent.StartView;
import dev.pathwarden.workbench.report.ReportDialog;
import dev.pathwarden.workbench.report.ReportViewModel;
import dev.pathwarden.workbench.runs.RunTableView;
import dev.pathwarden.workbench.runs.RunTableViewModel;
import dev.pathwarden.workbench.sample.SampleViewModel;
import dev.pathwarden.workbench.settings.LastSession;
import dev.pathwarden.workbench.settings.LastWindow;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.Themes;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.util.Subscription;

/** Puts the parts of the workbench together. The only place that knows all of them, and so longer than other classes: half of it names them. */
public final class CompositionRoot implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(CompositionRoot.class);

    private final Stage stage;
    private final Windows windows;
    private final TaskExecutor executor;
    private final Themes themes;
    private final Workspace workspace;
    private final FilterViewModel filter;
    private final CaseViewModel cases;
    private final LiveViewModel live;
    private final TaskExecutor looks;
    private final PathGraphViewModel paths;
    private final RehearsalRoom rehearsal;
    private final Tabs tabs;
    private final PaletteView palette;
    private final Shell shell;
    private final HeldWindow held;
    private final SettingsStore settings;
    private final RecentViewModel recent;
    private final SampleViewModel sample;
    private final GuidedTour tour;
    private final SessionKeeper session;
    private final CommandKeys keys;
    private final Subscription popups;
    private final Subscription focus;
    private Subscription kept = Subscription.EMPTY;
    private boolean closed;

    /**
     * Fills a window that is not shown yet, and is the first one.
     *
     * @param stage the window
     * @param system how the desktop is set, for the theme
     * @param policies guardrails to rehearse at first; null for the shipped pack
     * @param settings what is remembered; closed by whoever made it, after the window
     * @param environment of this process: says where keys and the user's data are
     */
    public CompositionRoot(Stage stage, ObservableValue<ColorScheme> system, Path policies, SettingsStore settings, Map<String, String> environment) {
        this(stage, new Shared(system, policies, settings, environment));
    }

    CompositionRoot(Stage stage, ObservableValue<ColorScheme> system, Path policies, SettingsStore settings, Map<String, String> environment, SnapshotOpener opener) {
        this(stage, system, policies, settings, environment, opener, chooser -> chooser.showSaveDialog(stage));
    }

    /**
     * @param opener opens snapshots
     * @param ask asks for a file to write
     */
    CompositionRoot(Stage stage, ObservableValue<ColorScheme> system, Path policies, SettingsStore settings, Map<String, String> environment, SnapshotOpener opener, Function<FileChooser, File> ask) {
        this(stage, new Shared(system, policies, settings, environment, any -> opener, (any, chooser) -> ask.apply(chooser)));
    }

    private CompositionRoot(Stage stage, Shared shared) {
        this(stage, shared, shared.windows());
    }

    /** @param windows those of the program, of which this is one from now on */
    CompositionRoot(Stage stage, Shared shared, Windows windows) {
        this.stage = stage;
        this.windows = windows;
        Path policies = shared.policies();
        Map<String, String> environment = shared.environment();
        settings = shared.settings();
        executor = new FxTaskExecutor();
        themes = new Themes(shared.system());
        themes.choiceProperty().set(settings.settings().theme());
        themes.zoomProperty().set(settings.settings().zoom());
        keys = new CommandKeys(settings, KeySheet.keysOfViews());
        Approver approver = new Approver(environment);
        held = new HeldWindow(themes, place -> new JournalRecording(place, approver), this::showPath);
        Selection selection = new Selection();
        SnapshotOpener opener = shared.opener().apply(stage);
        workspace = new Workspace(opener, selection, executor);
        filter = new FilterViewModel(workspace, selection, executor);
        FilterMenu filters = new FilterMenu(filter);
        cases = new CaseViewModel(workspace, selection, snapshot -> new StoredCase(snapshot, environment), executor, InstantSource.system());
        MarkActions marks = new MarkActions(cases, filter, stage);
        ReportViewModel reports = new ReportViewModel(workspace, cases.valueProperty(), executor, InstantSource.system());
        RunTableView runs = new RunTableView(new RunTableViewModel(workspace, selection, cases.runsProperty()), run -> joined(List.of(elsewhere(run)), joined(marks.items(Subject.of(run.run().id())), filters.menus(RunTerms.of(run)))));
        FilterBar filterBar = new FilterBar(filter, runs::goToTable);
        SavedFilterBar saved = new SavedFilterBar(cases, filter, marks);
        CausesViewModel causes = new CausesViewModel(selection, executor);
        StepCopyViewModel copies = new StepCopyViewModel(selection, executor, text -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        Function<FileChooser, File> ask = chooser -> shared.ask().apply(stage, chooser);
        rehearsal = new RehearsalRoom(workspace, selection, opener, cases, settings, environment, executor, ask, keys, this::showRehearsal);
        InspectorView inspector = new InspectorView(new InspectorViewModel(selection, () -> OpenSnapshot.processes(workspace.snapshotProperty().get()), run -> OpenSnapshot.redacted(workspace.snapshotProperty().get(), run)),
                new MarkStrip(cases, marks, keys).node(), new CausesView(causes).node(), step -> filters.menus(StepTerms.of(step)), new CopyMenu(copies)::items, rehearsal.drafting()::items);
        OpenDialogs dialogs = new OpenDialogs(stage, workspace);
        recent = new RecentViewModel(workspace, settings, executor, InstantSource.system());
        InventoryViewModel inventory = new InventoryViewModel(workspace, filter, new SinceViewModel(workspace, filter, opener, recent.entries(), executor), new DriftViewModel(workspace, settings, executor), executor);
        RunViews views = new RunViews(workspace, selection, filter, filters, inventory, cases, marks, causes, rehearsal, themes.paletteProperty(), keys, executor);
        paths = views.paths();
        tabs = new Tabs(views.tabs());
        views.follow(tabs);
        looks = new FxTaskExecutor();
        live = new LiveViewModel(workspace, selection, looks, executor, opener, InstantSource.system());
        tabs.whenShown("rollout", rehearsal::lookAtRollout);
        tabs.mark("rehearsal", rehearsal.unsaved());
        StatusBar statusBar = new StatusBar(new StatusViewModel(workspace, executor), new LiveBar(live, keys).node(), new EvidenceView(new EvidenceViewModel(workspace, executor)).node(), cases.saidProperty(), copies.saidProperty());
        rehearsal.open(policies);
        sample = new SampleViewModel(workspace, executor, environment, keys, settings);
        tour = new GuidedTour(workspace, selection, causes, cases, tabs, sample, reports.noticeProperty(), keys, settings);
        session = new SessionKeeper(stage, workspace, selection, filter, tabs);
        History history = new History(workspace, selection);
        PictureDialog pictures = new PictureDialog(workspace, executor, ask);
        Addresses addresses = new Addresses(workspace, selection, this::openPalette);
        ViewCommands inViews = new ViewCommands(tabs, addresses.openProperty());
        Commands commands = new Commands(stage, dialogs, recent, sample::open, tour, new StepCursor(selection, workspace), causes::goToRootCause, history, addresses, tabs, filterBar::focus, this::showHeldSteps, themes, this::openPalette, marks, new Commands.Reports(new ReportDialog(reports, ask)::show, reports.possibleProperty()),
                new Commands.Pictures(() -> pictures.show(views.picture(tabs.shown().id(), false)), () -> pictures.show(views.picture(tabs.shown().id(), true))), new Commands.Inspecting(copies, inspector::search, rehearsal.drafting()::ofStep),
                new Commands.Live(live::toggle, live::stayAtNewest, live.possible()), views.commands(inViews, rehearsal, marks), keys,
                new Commands.InWindows(() -> open(LastSession.NONE), () -> open(looked().session()), entry -> open(LastSession.of(entry.snapshot().locations())), windows::quit));
        StartView start = new StartView(recent, commands.waysToBegin(), entry -> open(LastSession.of(entry.snapshot().locations())), keys);
        palette = new PaletteView(new PaletteViewModel(workspace, selection, () -> joined(commands.entries(), saved.entries())));
        shell = new Shell(runs.node(), tabs, inspector.node(), statusBar, new Header(commands, selection, themes), new VBox(filterBar.node(), saved.node()), start.node(),
                List.of(Banner.problem("problem", workspace.problemProperty(), workspace::dismissProblem), Banner.problem("settings-problem", settings.problemProperty(), settings::dismissProblem),
                        Banner.problem("case-problem", cases.problemProperty(), cases::dismissProblem), Banner.notice("case-notice", cases.noticeProperty(), cases::dismissNotice), Banner.notice("report-notice", reports.noticeProperty(), reports::dismissNotice), Banner.notice("picture-notice", pictures.noticeProperty(), pictures::dismissNotice),
                        Banner.problem("live-problem", live.problemProperty(), live::dismissProblem), Banner.notice("sample", sample.noticeProperty(), sample::dismissNotice)), commands, workspace, executor::later);
        Scene scene = MainScene.of(new StackPane(shell.node(), tour.node(), palette.node()), themes.zoomProperty(), history, commands);
        themes.dress(scene);
        popups = themes.dressPopups();
        SnapshotDrop.accept(scene, workspace);
        stage.setTitle("Pathwarden");
        stage.setMinWidth(MainScene.LEAST_WIDTH);
        stage.setMinHeight(MainScene.LEAST_HEIGHT);
        stage.setScene(scene);
        stage.setOnShown(event -> start.focus());
        stage.setOnCloseRequest(event -> {
            if (!mayClose()) {
                event.consume();
            }
        });
        // Somebody may have written to the case meanwhile.
        focus = stage.focusedProperty().subscribe((before, now) -> {
            if (now) {
                cases.look();
            }
        });
        // Else the application would go on without its main window.
        stage.setOnHidden(event -> {
            held.close();
            windows.closed(this);
        });
        windows.add(this);
    }

    Stage stage() {
        return stage;
    }

    /** What was done to the case is saved, or the user was asked and closes nevertheless. */
    boolean mayClose() {
        return (cases.saveNow() || new UnsavedDialog(stage, TEXTS.get("close.text")).closesAnyhow())
                && (rehearsal.unsavedNames().isEmpty() || new UnsavedDialog(stage, TEXTS.get("close.text.guardrails", String.join(", ", rehearsal.unsavedNames()))).closesAnyhow());
    }

    /** Puts the window where one was, if that can be seen. To be called before it is shown. */
    void place(LastWindow last) {
        session.place(last);
    }

    /** Remembers from now on where the window is and what is looked at in it, and shares theme and zoom with the other windows. What was set before is not remembered. */
    public void keepSession() {
        session.begin(windows::remember);
        kept = SharedTheme.of(themes, settings);
    }

    /** Takes up again what was looked at last, in this window and others; where nothing ever was, opens the sample and leads through it. */
    public void restoreSession() {
        if (settings.isFirst()) {
            tour.begin();
        } else {
            windows.restore(this);
        }
    }

    /** Takes up again what was looked at in a window. */
    void restore(LastWindow last) {
        session.restore(last, recent);
    }

    /** What is said of what is open. */
    CaseViewModel cases() {
        return cases;
    }

    /** Where the window is, and what is looked at in it. */
    LastWindow looked() {
        return session.now();
    }

    private void open(LastSession looked) {
        windows.open(looked, stage);
    }

    private MenuItem elsewhere(RunSummary run) {
        MenuItem item = new MenuItem(TEXTS.get("run.window"));
        item.setId("run-window");
        item.setOnAction(event -> open(looked().session().at(new Address(run.run().id(), null).toString())));
        return item;
    }

    private void showRehearsal() {
        tabs.show("rehearsal");
    }

    private void openPalette() {
        palette.open();
    }

    private void openPalette(String typed) {
        palette.open(typed);
    }

    private void showHeldSteps() {
        Snapshot open = workspace.snapshotProperty().get();
        held.show(open == null ? null : open.location());
    }

    /** Shows a held step in this window, with what led there. */
    private void showPath(Path recording, HeldStep step) {
        Address place = new Address(step.run().run().id(), step.step().id());
        if (workspace.locations().equals(List.of(recording))) {
            live.goTo(place);
        } else {
            workspace.open(List.of(recording), place);
        }
        paths.showWhatLedTo(step.step().id());
        tabs.show("path-graph");
        stage.toFront();
        stage.requestFocus();
    }

    /** Where guardrails are drafted, tried and rolled out. */
    RehearsalRoom rehearsal() {
        return rehearsal;
    }

    /** How what is open is followed. */
    LiveViewModel live() {
        return live;
    }

    /** The theme of the window. */
    public Themes themes() {
        return themes;
    }

    /** The open snapshot. */
    public Workspace workspace() {
        return workspace;
    }

    /** State of the window for what is on hold; null before it was shown. */
    HeldViewModel heldSteps() {
        return held.model();
    }

    /** Whether something is still being worked out that the window will show. */
    public boolean busy() {
        return !executor.running().isEmpty();
    }

    /** What a tour of pictures shows. */
    public List<Shot> shots() {
        return shell.shots(filter);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cases.saveNow();
        session.close();
        kept.unsubscribe();
        recent.close();
        themes.close();
        keys.close();
        sample.close();
        popups.unsubscribe();
        focus.unsubscribe();
        held.close();
        live.close();
        looks.close();
        executor.close();
        workspace.close();
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
