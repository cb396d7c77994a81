package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.judge.JudgedTests;
import dev.pathwarden.policies.judge.LeftOut;
import dev.pathwarden.policies.judge.LeftOut.Why;
import dev.pathwarden.policies.judge.StepTest;
import dev.pathwarden.policies.judge.WrittenGuardrail;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Judged steps as tests of the guardrails in the edited file, to be looked at before they are added. For the JavaFX thread; they are made in the background. */
public final class TestsViewModel {

    private static final Texts TEXTS = Texts.of(TestsViewModel.class);

    private final JudgedSteps steps;
    private final EditedFile file;
    private final Latest making;
    private final BooleanProperty failing = new SimpleBooleanProperty(this, "failing");
    private final ReadOnlyObjectWrapper<Made> made = new ReadOnlyObjectWrapper<>(this, "made", Made.NONE);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private int begun;

    /** Of the steps that are judged, for the file that is edited. */
    public TestsViewModel(JudgedSteps steps, TaskExecutor executor, EditedFile file) {
        this.steps = steps;
        this.file = file;
        making = new Latest(executor);
        failing.subscribe((before, now) -> make());
    }

    /**
     * Tests that were made.
     *
     * @param from the file that they are for; null where there is none
     * @param text the file with them; null where none can be added
     * @param preview the tests alone
     * @param sentences what became of the judged steps
     */
    record Made(GuardrailSource from, String text, String preview, List<String> sentences) {
        private static final Made NONE = new Made(null, null, "", List.of());

        Made {
            sentences = List.copyOf(sentences);
        }
    }

    /** Whether tests are made too that fail until the guardrail is changed. */
    BooleanProperty failingProperty() {
        return failing;
    }

    /** What was made last. */
    ReadOnlyObjectProperty<Made> madeProperty() {
        return made.getReadOnlyProperty();
    }

    /** Whether tests are being made. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** One sentence on what came of it. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Makes the tests of the edited file. */
    void make() {
        GuardrailSource source = file.source();
        Optional<BackgroundTask.Work<JudgedRecordings>> reading = steps.reading();
        made.set(Made.NONE);
        if (source == null || reading.isEmpty()) {
            said.set(TEXTS.get("measure.nothing"));
            return;
        }
        boolean wanted = failing.get();
        int own = ++begun;
        said.set(TEXTS.get("tests.running"));
        running.set(true);
        making.execute(BackgroundTask.of(TEXTS.get("task.tests"), progress -> made(reading.get(), source, wanted, progress)).onSuccess(now -> {
            made.set(now);
            said.set(now.text() == null ? TEXTS.get("tests.none") : TEXTS.get("tests.some"));
        }).onFailure(error -> said.set(FailureText.of(error))).onFinished(() -> running.set(running.get() && own != begun)));
    }

    private static Made made(BackgroundTask.Work<JudgedRecordings> reading, GuardrailSource source, boolean failing, Progress progress) throws Exception {
        JudgedRecordings read = reading.run(progress);
        List<WrittenGuardrail> written = WrittenGuardrail.of(List.of(source), GuardrailCompiler.compile(List.of(source)));
        List<JudgedTests> all = JudgedTests.of(read.set(), written, new JudgedTests.Wanted(failing, JudgedTests.USUAL), progress::checkCancelled);
        boolean any = all.stream().anyMatch(each -> !each.tests().isEmpty());
        Optional<String> text = any ? JudgedTests.text(source.text(), all) : Optional.empty();
        List<String> sentences = new ArrayList<>(SetText.sentences(read));
        if (written.isEmpty()) {
            sentences.add(TEXTS.get("tests.errors"));
        }
        if (any && text.isEmpty()) {
            sentences.add(TEXTS.get("tests.oneline"));
        }
        all.forEach(each -> sentences.addAll(sentences(each)));
        StringBuilder preview = new StringBuilder();
        all.stream().filter(each -> !each.tests().isEmpty()).forEach(each -> {
            preview.append("# ").append(each.guardrail().id()).append('\n');
            each.tests().forEach(test -> test.lines().forEach(line -> preview.append(line).append('\n')));
        });
        return new Made(source, text.orElse(null), preview.toString(), sentences);
    }

    private static List<String> sentences(JudgedTests of) {
        List<String> sentences = new ArrayList<>();
        int right = (int) of.tests().stream().filter(StepTest::right).count();
        int fails = (int) of.tests().stream().filter(test -> !test.passes()).count();
        sentences.add(TEXTS.get("tests.made", of.guardrail().id(), of.tests().size(), right, of.tests().size() - right, fails));
        if (of.replaced() > 0) {
            sentences.add(TEXTS.get("tests.replaced", of.replaced()));
        }
        for (Why why : Why.values()) {
            List<LeftOut> left = of.left().stream().filter(each -> each.why() == why).toList();
            if (!left.isEmpty()) {
                sentences.add(TEXTS.get("tests.left." + why.name().toLowerCase(Locale.ROOT), left.size()));
            }
        }
        if (of.others() > 0) {
            sentences.add(TEXTS.get("tests.others", of.others()));
        }
        return sentences;
    }

    /** Puts the file with the tests into the editor. Where it was changed meanwhile, they are made anew and nothing is added. */
    boolean add() {
        Made now = made.get();
        if (now.text() == null) {
            return false;
        }
        boolean added = file.rewrite(now.from(), now.text());
        if (!added) {
            make();
        }
        return added;
    }

    /** Makes none after all. */
    void cancel() {
        making.cancel();
        running.set(false);
    }
}
