package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.rollout.FigureCount;
import dev.pathwarden.policies.rollout.Planning;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.set.GuardrailSet;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Makes the plan of a roll-out of the guardrails that are rehearsed, with what they come to on the open snapshot. Everything is read and written in the background. For the JavaFX thread. */
public final class PlanViewModel {

    private static final Texts TEXTS = Texts.of(PlanViewModel.class);

    private final Workspace workspace;
    private final Latest working;
    private final InstantSource clock;
    private final Supplier<Optional<Path>> drafts;
    private final Consumer<Path> made;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");

    /**
     * @param drafts where the rehearsed guardrails lie; empty where they do not lie in one place as they are now
     * @param made gets each plan that was made
     */
    public PlanViewModel(Workspace workspace, TaskExecutor executor, InstantSource clock, Supplier<Optional<Path>> drafts, Consumer<Path> made) {
        this.workspace = workspace;
        this.working = new Latest(executor);
        this.clock = clock;
        this.drafts = drafts;
        this.made = made;
    }

    /** Where the guardrails lie that would be rolled out; empty where they have to be saved first. */
    Optional<Path> drafts() {
        return drafts.get();
    }

    /** Why the last plan was not made, a sentence; empty where nothing failed. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
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
            planning.write(changed, wanted.stages(clock.instant()), wanted.recorders(), List.of(), count.figures());
            return wanted.file();
        }).onSuccess(plan -> {
            running.set(false);
            made.accept(plan);
        }).onFailure(error -> {
            problem.set(FailureText.of(error));
            running.set(false);
        }));
    }

    /** Says why no plan can be made. */
    void tell(String sentence) {
        problem.set(sentence);
    }

    /** Makes none after all. */
    void cancel() {
        working.cancel();
        running.set(false);
        problem.set("");
    }

    private static Signers signers(String keys) throws IOException {
        if (keys.isBlank()) {
            return null;
        }
        try {
            return Signers.all(String.join("+", Arrays.stream(keys.split(",")).map(String::strip).toList()));
        } catch (IllegalArgumentException wrong) {
            throw new RolloutException(TEXTS.get("plan.badkeys", wrong.getMessage()), wrong);
        }
    }
}
