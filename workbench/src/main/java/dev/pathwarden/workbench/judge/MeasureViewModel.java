package dev.pathwarden.workbench.judge;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.Judge;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.judge.WrittenGuardrail;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What other thresholds and further clauses would change of the guardrails in the edited file, measured on the judged steps of the open recording. For the JavaFX thread; measured is in the background. */
public final class MeasureViewModel {

    private static final Texts TEXTS = Texts.of(MeasureViewModel.class);

    private final CaseViewModel cases;
    private final Workspace workspace;
    private final Supplier<GuardrailSource> file;
    private final BiConsumer<String, String> edit;
    private final Latest measuring;
    private final ReadOnlyObjectWrapper<Measured> measured = new ReadOnlyObjectWrapper<>(this, "measured");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private int begun;

    /**
     * @param file the edited file; of null for none
     * @param edit puts another text into the file of that name
     */
    public MeasureViewModel(CaseViewModel cases, Workspace workspace, TaskExecutor executor, Supplier<GuardrailSource> file, BiConsumer<String, String> edit) {
        this.cases = cases;
        this.workspace = workspace;
        this.file = file;
        this.edit = edit;
        measuring = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> cancel());
    }

    /**
     * What was measured.
     *
     * @param name name of the file
     * @param tradeOffs of each threshold, by guardrail
     * @param clauses clauses more, the best first
     */
    record Measured(String name, List<OfGuardrail<TradeOff>> tradeOffs, List<OfGuardrail<Tightening>> clauses) {
        Measured {
            tradeOffs = List.copyOf(tradeOffs);
            clauses = List.copyOf(clauses);
        }
    }

    /** Something measured of a guardrail. */
    record OfGuardrail<T>(String guardrail, T what) {
    }

    /** What was measured last; null for nothing. */
    ReadOnlyObjectProperty<Measured> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** Whether it is being measured. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** One sentence on what came of it; empty while nothing did. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Measures the guardrails of the edited file. */
    void measure() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        GuardrailSource source = file.get();
        measured.set(null);
        if (snapshot == null || source == null) {
            said.set(TEXTS.get("measure.nothing"));
            return;
        }
        Case of = cases.valueProperty().get();
        int own = ++begun;
        said.set(TEXTS.get("measure.running"));
        running.set(true);
        measuring.execute(BackgroundTask.of(TEXTS.get("task.measure"), progress -> measure(snapshot, of, source, progress))
                .onSuccess(now -> {
                    said.set(now.tradeOffs().isEmpty() && now.clauses().isEmpty() ? TEXTS.get("measure.none") : TEXTS.get("measure.done", now.tradeOffs().size(), now.clauses().size()));
                    measured.set(now);
                })
                .onFailure(error -> said.set(error.getMessage()))
                .onFinished(() -> running.set(running.get() && own != begun)));
    }

    private static Measured measure(Snapshot snapshot, Case of, GuardrailSource source, Progress progress) {
        Judge judge = new Judge(JudgedSet.of(snapshot, of));
        List<OfGuardrail<TradeOff>> tradeOffs = new ArrayList<>();
        List<OfGuardrail<Tightening>> clauses = new ArrayList<>();
        for (WrittenGuardrail written : WrittenGuardrail.of(List.of(source), GuardrailCompiler.compile(List.of(source)))) {
            Threshold.of(written).forEach(threshold -> tradeOffs.add(new OfGuardrail<>(written.id(), TradeOff.of(judge, written, threshold, progress::checkCancelled))));
            Tightening.of(judge, written, progress::checkCancelled).forEach(each -> clauses.add(new OfGuardrail<>(written.id(), each)));
        }
        return new Measured(source.name(), tradeOffs, clauses);
    }

    /** Ends what is being measured. */
    void cancel() {
        measuring.cancel();
        running.set(false);
    }

    /** Puts the file with a clause more into the editor. */
    void take(OfGuardrail<Tightening> clause) {
        edit.accept(measured.get().name(), clause.what().text());
    }
}
