package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.GoodWorkStopped;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Warns of guardrails that stop steps which were judged good work. Nothing is kept from being saved or planned. For the JavaFX thread; it is found out in the background. */
public final class GoodWorkViewModel {

    private static final Texts TEXTS = Texts.of(GoodWorkViewModel.class);

    private final Supplier<Optional<BackgroundTask.Work<JudgedRecordings>>> steps;
    private final Latest checking;
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper(this, "warning", "");

    /** @param steps reads the judged steps as they are now; empty where there is nothing to read */
    public GoodWorkViewModel(Supplier<Optional<BackgroundTask.Work<JudgedRecordings>>> steps, TaskExecutor executor) {
        this.steps = steps;
        checking = new Latest(executor);
    }

    /** What is to be known of the guardrails that were looked at last, a sentence; empty where they stop no good work that was judged, or none was judged. */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /** Looks at the guardrails of files. */
    public void check(List<GuardrailSource> files) {
        if (files.isEmpty()) {
            forget();
        } else {
            check(() -> files);
        }
    }

    /** Looks at the guardrails that lie there, in a file or a directory; at none where nothing lies anywhere. */
    public void check(Optional<Path> place) {
        place.ifPresentOrElse(there -> check(() -> GuardrailFiles.read(there)), this::forget);
    }

    private void check(Callable<List<GuardrailSource>> files) {
        Optional<BackgroundTask.Work<JudgedRecordings>> reading = steps.get();
        forget();
        if (reading.isEmpty()) {
            return;
        }
        checking.execute(BackgroundTask.of(TEXTS.get("task.good"), progress -> {
            JudgedRecordings read = reading.get().run(progress);
            Compilation compiled = GuardrailCompiler.compile(files.call());
            return GoodWorkStopped.by(read.set(), compiled.bundle(), compiled.bundle().guardrails().stream().map(guardrail -> guardrail.id()).toList(), progress::checkCancelled);
        }).onSuccess(found -> warning.set(sentence(found))).onFailure(error -> warning.set(FailureText.of(error))));
    }

    /** The sentence on what was found; empty where there is nothing to say. */
    public static String sentence(GoodWorkStopped found) {
        return found.stopped() == 0 ? "" : TEXTS.get("good.stopped", found.stopped(), found.judged(),
                found.byGuardrail().entrySet().stream().map(each -> TEXTS.get("good.guardrail", each.getKey(), each.getValue())).collect(Collectors.joining(", ")));
    }

    /** Says nothing any more. */
    public void forget() {
        checking.cancel();
        warning.set("");
    }
}
