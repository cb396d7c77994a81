package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.judge.GoodWorkStopped;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.rollout.FigureCount;
import dev.pathwarden.policies.rollout.Planning;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.SeenAgents;
import dev.pathwarden.policies.set.GuardrailSet;
import dev.pathwarden.workbench.judge.GoodWorkViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Makes the plan of a roll-out of the guardrails that are rehearsed, with what they come to on the open snapshot. Everything is read and written in the background. For the JavaFX thread. */
public final class PlanViewModel {

    private static final Texts TEXTS = Texts.of(PlanViewModel.class);

    private final Workspace workspace;
    private final Latest working;
    private final Latest looking;
    private final InstantSource clock;
    private final Supplier<Optional<Path>> drafts;
    private final Supplier<Optional<BackgroundTask.Work<JudgedRecordings>>> judged;
    private final GoodWorkViewModel goodWork;
    private final Consumer<Path> made;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<SeenAgents> agents = new ReadOnlyObjectWrapper<>(this, "agents", SeenAgents.NONE);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");

    /**
     * @param drafts where the rehearsed guardrails lie; empty where they do not lie in one place as they are now
     * @param judged reads the judged steps of which the plan says how much good work would be stopped; empty where there is nothing to read
     * @param made gets each plan that was made
     */
    public PlanViewModel(Workspace workspace, TaskExecutor executor, InstantSource clock, Supplier<Optional<Path>> drafts, Supplier<Optional<BackgroundTask.Work<JudgedRecordings>>> judged, Consumer<Path> made) {
        this.workspace = workspace;
        this.working = new Latest(executor);
        this.looking = new Latest(executor);
        this.clock = clock;
        this.drafts = drafts;
        this.judged = judged;
        this.made = made;
        goodWork = new GoodWorkViewModel(judged, executor);
    }

    /** Where the guardrails lie that would be rolled out; empty where they have to be saved first. */
    Optional<Path> drafts() {
        return drafts.get();
    }

    /** Why the last plan was not made, a sentence; empty where nothing failed. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Looks whether the guardrails stop good work, so that it is known before the plan is made. */
    void look() {
        goodWork.check(drafts());
    }

    /** That they do, a sentence; empty where they stop none that was judged. */
    ReadOnlyStringProperty warningProperty() {
        return goodWork.warningProperty();
    }

    /** Whether one is being made. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Makes that plan, unless a file lies there already. */
    void make(WantedPlan wanted) {
        Optional<Path> from = drafts();
        if (from.isEmpty()) {
            problem.set(TEXTS.get("plan.unsaved"));
            return;
        }
        Snapshot recording = workspace.snapshotProperty().get();
        Optional<BackgroundTask.Work<JudgedRecordings>> reading = judged.get();
        problem.set("");
        running.set(true);
        working.execute(BackgroundTask.of(TEXTS.get("task.plan"), progress -> {
            if (Files.exists(wanted.file())) {
                throw new RolloutException(TEXTS.get("plan.exists", wanted.file().toString()));
            }
            for (Path each : List.of(wanted.file(), wanted.bundle())) {
                Path directory = each.toAbsolutePath().getParent();
                if (!Files.isDirectory(directory)) {
                    throw new RolloutException(TEXTS.get("plan.directory", directory.toString()));
                }
            }
            Bundle draft = GuardrailSet.read(from.get()).whole().bundle();
            Planning planning = new Planning(wanted.file(), wanted.bundle(), from.get(), draft, signers(wanted.keys()));
            List<String> changed = planning.changed();
            if (changed.isEmpty()) {
                throw new RolloutException(TEXTS.get("plan.nothing", from.get().toString(), wanted.bundle().toString()));
            }
            FigureCount count = new FigureCount(changed);
            if (recording != null) {
                DryRun dryRun = new DryRun(draft, DryRunMode.WHOLE_PATH);
                long runs = Math.max(1, recording.runs().size());
                long[] done = new long[1];
                recording.forEachRun(run -> {
                    progress.checkCancelled();
                    count.rehearse(dryRun, run);
                    progress.update((double) ++done[0] / runs);
                });
            }
            planning.write(changed, wanted.stages(clock.instant(), count.figures().agents()), wanted.recorders(), List.of(), count.figures().with(reading.isEmpty() ? null : goodWork(reading.get().run(progress), draft, changed, progress)));
            return wanted.file();
        }).onSuccess(plan -> {
            running.set(false);
            made.accept(plan);
        }).onFailure(error -> {
            problem.set(FailureText.of(error));
            running.set(false);
        }));
    }

    /** Null where no good work was judged. */
    private static RolloutFigures.GoodWork goodWork(JudgedRecordings read, Bundle draft, List<String> changed, Progress progress) {
        GoodWorkStopped found = GoodWorkStopped.by(read.set(), draft, changed, progress::checkCancelled);
        return found.judged() == 0 ? null : new RolloutFigures.GoodWork(found.judged(), found.stopped());
    }

    /** The agents that act in the open snapshot, as far as they were looked for. */
    ReadOnlyObjectProperty<SeenAgents> agentsProperty() {
        return agents.getReadOnlyProperty();
    }

    /** Looks in the background which agents act in the open snapshot. */
    void lookForAgents() {
        Snapshot recording = workspace.snapshotProperty().get();
        agents.set(SeenAgents.NONE);
        if (recording != null) {
            looking.execute(BackgroundTask.of(TEXTS.get("task.agents"), progress -> {
                SortedMap<String, SortedSet<String>> seen = new TreeMap<>();
                recording.forEachRun(run -> {
                    progress.checkCancelled();
                    SeenAgents.add(seen, run);
                });
                return new SeenAgents(seen);
            }).onSuccess(agents::set).onFailure(error -> problem.set(FailureText.of(error))));
        }
    }

    /** Says why no plan can be made. */
    void tell(String sentence) {
        problem.set(sentence);
    }

    /** Makes none after all. */
    void cancel() {
        working.cancel();
        goodWork.forget();
        looking.cancel();
        running.set(false);
        problem.set("");
    }

    private static Signers signers(String keys) throws IOException {
        if (keys.isBlank()) {
            return null;
        }
        try {
            return Signers.listed(keys, 0);
        } catch (IllegalArgumentException wrong) {
            throw new RolloutException(TEXTS.get("plan.badkeys", wrong.getMessage()), wrong);
        }
    }
}
