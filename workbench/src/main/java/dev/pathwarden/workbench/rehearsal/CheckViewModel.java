package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.authoring.GuardrailCheck;
import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What {@code policy lint} would tell of the files as they are edited. They are compiled with each change, and looked at more closely once typing rests. For the JavaFX thread. */
public final class CheckViewModel {

    private static final Texts TEXTS = Texts.of(CheckViewModel.class);

    private final Latest compiling;
    private final Latest telling;
    private final Rest rest;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<List<Told>> told = new ReadOnlyObjectWrapper<>(this, "told", List.of());
    private List<GuardrailSource> wanted = List.of();
    private List<GuardrailSource> checked = List.of();

    /**
     * @param rest between what is typed and a closer look at it; of no other use
     * @param clock tells which exceptions have ended
     */
    public CheckViewModel(TaskExecutor executor, Rest rest, InstantSource clock) {
        compiling = new Latest(executor);
        telling = new Latest(executor);
        this.rest = rest;
        this.clock = clock;
    }

    /** What is told of all files, in the order of {@code policy lint}. */
    ReadOnlyObjectProperty<List<Told>> toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** What is told of a file: nothing where its text is another one than that which was looked at last, since its places and repairs are those of that text. */
    List<Told> told(GuardrailSource file) {
        return checked.contains(file) ? told.get().stream().filter(each -> each.problem().source().equals(file.name())).toList() : List.of();
    }

    /**
     * Looks at files.
     *
     * @param typed whether more may be typed at once
     * @param right called where none has an error that keeps a guardrail from being used
     * @param failed told what kept the files from being looked at
     */
    void check(List<GuardrailSource> sources, boolean typed, Runnable right, Consumer<Exception> failed) {
        wanted = sources;
        telling.cancel();
        compiling.execute(BackgroundTask.of(TEXTS.get("task.check"), progress -> GuardrailCompiler.compile(sources)).onSuccess(compilation -> {
            if (typed) {
                rest.then(() -> tell(sources, compilation, failed));
            } else {
                tell(sources, compilation, failed);
            }
            if (!compilation.hasErrors()) {
                right.run();
            }
        }).onFailure(failed::accept));
    }

    private void tell(List<GuardrailSource> sources, Compilation compilation, Consumer<Exception> failed) {
        // What was waited with may be about files that are no longer wanted.
        if (wanted == sources) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            telling.execute(BackgroundTask.of(TEXTS.get("task.check"), progress -> new GuardrailCheck(today, progress::checkCancelled).of(sources, compilation)).onSuccess(found -> {
                checked = sources;
                told.set(found);
            }).onFailure(failed::accept));
        }
    }
}
