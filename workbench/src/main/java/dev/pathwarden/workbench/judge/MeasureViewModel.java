package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.HeldOut;
import dev.pathwarden.policies.judge.Judge;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.Tightenings;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.judge.WrittenGuardrail;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What other thresholds and further clauses would change of the guardrails in the edited file, measured on the judged steps of the open recording. For the JavaFX thread; measured is in the background. */
public final class MeasureViewModel {

    private static final Texts TEXTS = Texts.of(MeasureViewModel.class);

    private final JudgedSteps steps;
    private final EditedFile file;
    private final Latest measuring;
    private final ReadOnlyObjectWrapper<Measured> measured = new ReadOnlyObjectWrapper<>(this, "measured");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private int begun;

    /**
     * Of the steps that are judged, for the file that is edited.
     *
     * @param workspace ends what is being measured when something else is opened
     */
    public MeasureViewModel(JudgedSteps steps, Workspace workspace, TaskExecutor executor, EditedFile file) {
        this.steps = steps;
        this.file = file;
        measuring = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> cancel());
    }

    /**
     * What was measured.
     *
     * @param from the file
     * @param judged the steps on which
     * @param sentences what is to be known of these before any figure
     * @param tradeOffs of each threshold, by guardrail
     * @param clauses clauses more, the best first
     * @param heldOut what to expect of such clauses on other steps, a sentence for each guardrail that has some
     */
    record Measured(GuardrailSource from, JudgedSet judged, List<String> sentences, List<OfGuardrail<TradeOff>> tradeOffs, List<OfGuardrail<Tightening>> clauses, List<String> heldOut) {
        Measured {
            heldOut = List.copyOf(heldOut);
            sentences = List.copyOf(sentences);
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
        GuardrailSource source = file.source();
        Optional<BackgroundTask.Work<JudgedRecordings>> reading = steps.reading();
        measured.set(null);
        if (source == null || reading.isEmpty()) {
            said.set(TEXTS.get("measure.nothing"));
            return;
        }
        int own = ++begun;
        said.set(TEXTS.get("measure.running"));
        running.set(true);
        measuring.execute(BackgroundTask.of(TEXTS.get("task.measure"), progress -> measure(reading.get().run(progress), source, progress))
                .onSuccess(now -> {
                    said.set(now.judged().isEmpty() ? TEXTS.get("measure.nobody") : now.tradeOffs().isEmpty() && now.clauses().isEmpty() ? TEXTS.get("measure.none") : TEXTS.get("measure.done", now.tradeOffs().size(), now.clauses().size()));
                    measured.set(now);
                })
                .onFailure(error -> said.set(FailureText.of(error)))
                .onFinished(() -> running.set(running.get() && own != begun)));
    }

    private static Measured measure(JudgedRecordings read, GuardrailSource source, Progress progress) {
        Judge judge = new Judge(read.set());
        List<OfGuardrail<TradeOff>> tradeOffs = new ArrayList<>();
        List<OfGuardrail<Tightening>> clauses = new ArrayList<>();
        List<String> sentences = new ArrayList<>(SetText.sentences(read));
        List<String> heldOut = new ArrayList<>();
        for (WrittenGuardrail written : WrittenGuardrail.of(List.of(source), GuardrailCompiler.compile(List.of(source)))) {
            Threshold.of(written).forEach(threshold -> tradeOffs.add(new OfGuardrail<>(written.id(), TradeOff.of(judge, written, threshold, progress::checkCancelled))));
            Tightenings found = Tightenings.of(judge, written, progress::checkCancelled);
            found.clauses().forEach(each -> clauses.add(new OfGuardrail<>(written.id(), each)));
            if (!found.clauses().isEmpty()) {
                heldOut.add(heldOut(written.id(), found.heldOut()));
            }
            int silent = judge.stopped(written.alone()).notEvaluated();
            if (silent > 0) {
                sentences.add(TEXTS.get("measure.silent", written.id(), silent));
            }
        }
        return new Measured(source, read.set(), sentences, tradeOffs, clauses, heldOut);
    }

    private static String heldOut(String guardrail, HeldOut heldOut) {
        return heldOut == null ? TEXTS.get("measure.heldout.few", guardrail)
                : TEXTS.get(heldOut.parts() == heldOut.runs() ? "measure.heldout.each" : "measure.heldout.parts", guardrail, heldOut.runs(), heldOut.parts(), heldOut.figures().rightStops(), heldOut.figures().wrongStops());
    }

    /** Ends what is being measured, and says so. */
    void stop() {
        cancel();
        said.set(TEXTS.get("measure.stopped"));
    }

    /** Ends what is being measured. */
    void cancel() {
        measuring.cancel();
        running.set(false);
    }

    /** Puts the file with a clause more into the editor. Where that was changed meanwhile, it is measured anew and nothing is put there. */
    boolean take(OfGuardrail<Tightening> clause) {
        if (!file.rewrite(measured.get().from(), clause.what().text())) {
            measure();
            return false;
        }
        return true;
    }
}
