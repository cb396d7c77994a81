package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.authoring.GuardrailTestsEdit;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import dev.pathwarden.policies.judge.LeftOut.Why;
import dev.pathwarden.policies.novelty.Habits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judged steps as tests of one guardrail: of a step that should be stopped it expects its action, of good work that it goes on. Each test was run, and comes to what the dry run over the whole path came to on the recorded step.
 *
 * @param guardrail the guardrail
 * @param tests the tests, in path order
 * @param left judged steps of its operations that became none
 * @param others judged steps of operations that it is not for
 */
public record JudgedTests(WrittenGuardrail guardrail, List<StepTest> tests, List<LeftOut> left, int others) {

    /** Tests of one guardrail at a time, where nobody says how many: more show nothing more to a reader. */
    public static final int USUAL = 20;

    public JudgedTests {
        Objects.requireNonNull(guardrail, "guardrail");
        tests = List.copyOf(tests);
        left = List.copyOf(left);
    }

    /**
     * Which tests are wanted.
     *
     * @param failing whether those too that fail until the guardrail is changed
     * @param most most tests of a guardrail
     */
    public record Wanted(boolean failing, int most) {

        /** Those that pass. */
        public static final Wanted PASSING = new Wanted(false, USUAL);

        public Wanted {
            if (most < 1) {
                throw new IllegalArgumentException("most=" + most);
            }
        }
    }

    /**
     * The judged steps as tests of each guardrail of a file. Takes a dry run for each guardrail, and for each judged step up to some hundred runs of a test.
     *
     * @param file its guardrails
     * @param between is called before each judged step; what it throws ends the work
     */
    public static List<JudgedTests> of(JudgedSet set, List<WrittenGuardrail> file, Wanted wanted, Runnable between) {
        List<Making> all = file.stream().map(each -> new Making(each, wanted, between)).toList();
        for (JudgedRun run : set.runs()) {
            all.forEach(making -> making.take(run));
        }
        Set<Subject> stopped = all.stream().flatMap(making -> making.stopped.stream()).collect(Collectors.toSet());
        return all.stream().map(making -> making.made(stopped)).toList();
    }

    /**
     * The text of the file with the tests of some of its guardrails.
     *
     * @param text the file
     * @return empty where it writes its tests so that none can be added
     */
    public static Optional<String> text(String text, List<JudgedTests> all) {
        Optional<String> now = Optional.of(text);
        for (JudgedTests each : all) {
            now = now.flatMap(before -> GuardrailTestsEdit.with(before, each.guardrail.id(), each.tests.stream().map(StepTest::lines).toList()));
        }
        return now;
    }

    /**
     * Judged steps as tests of a guardrail that is not written yet; nobody ran them. Each has the step and the labels on its path, and marks in the place of secrets and personal data.
     *
     * @param asked what the guardrail will ask for
     * @return a list of tests as it stands in a file
     */
    public static String unasked(JudgedSet set, Action asked) {
        List<String> lines = new ArrayList<>();
        for (JudgedRun judged : set.runs()) {
            for (SeenStep seen : SeenSteps.of(judged.run(), judged.right().keySet())) {
                boolean right = judged.right().get(seen.step().id());
                lines.addAll(new TestWriter(seen, List.of(), right, true).lines(false, List.of(), false, right ? asked : Action.ALLOW));
            }
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** How many of the tests have marks in the place of secrets or personal data. */
    public int replaced() {
        return (int) tests.stream().filter(StepTest::replaced).count();
    }

    /** How many were left out for that. */
    public int left(Why why) {
        return (int) left.stream().filter(each -> each.why() == why).count();
    }

    /** Makes the tests of one guardrail. */
    private static final class Making {

        private final WrittenGuardrail written;
        private final Wanted wanted;
        private final Runnable between;
        private final DryRun dryRun;
        private final Action asked;
        private final List<StepTest> found = new ArrayList<>();
        private final List<LeftOut> left = new ArrayList<>();
        /** Steps that it stops, or would act on. */
        private final Set<Subject> stopped = new HashSet<>();
        private int others;

        private Making(WrittenGuardrail written, Wanted wanted, Runnable between) {
            this.written = written;
            this.wanted = wanted;
            this.between = between;
            asked = written.document().action();
            dryRun = new DryRun(written.alone(), DryRunMode.WHOLE_PATH);
        }

        private void take(JudgedRun judged) {
            Set<StepId> own = judged.run().steps().stream().filter(step -> judged.right().containsKey(step.id()) && written.guardrail().operations().contains(step.operation())).map(RecordedStep::id)
                    .collect(Collectors.toSet());
            others += judged.right().size() - own.size();
            if (own.isEmpty()) {
                return;
            }
            RunDryRun dried = dryRun.dryRun(judged.run());
            Set<StepId> acted = dried.decisions().stream().map(DryRunDecision::step).collect(Collectors.toSet());
            Set<StepId> silent = dried.notEvaluated().stream().map(RunDryRun.Skipped::step).collect(Collectors.toSet());
            List<SeenStep> path = SeenSteps.of(judged.run(), judged.run().steps().stream().map(RecordedStep::id).collect(Collectors.toSet()), written.alone());
            Map<StepId, Integer> decided = new HashMap<>();
            judged.run().steps().forEach(step -> decided.put(step.id(), step.decidedAt()));
            for (SeenStep seen : path) {
                StepId id = seen.step().id();
                if (!own.contains(id)) {
                    continue;
                }
                between.run();
                boolean right = judged.right().get(id);
                Subject subject = new Subject(judged.run().run().id(), id);
                if (acted.contains(id)) {
                    stopped.add(subject);
                }
                Action came = acted.contains(id) ? asked : silent.contains(id) ? null : Action.ALLOW;
                if (judged.takenOut().contains(id)) {
                    left.add(new LeftOut(subject, right, Why.TAKEN_OUT));
                } else if (came == null) {
                    left.add(new LeftOut(subject, right, written.guardrail().fields().stream().anyMatch(Field::isOfNovelty) && written.known().habits().equals(Habits.NONE) ? Why.BASELINE : Why.NOT_RECORDED));
                } else {
                    List<SeenStep> earlier = path.stream().filter(each -> decided.get(each.step().id()) < decided.get(id)).toList();
                    make(subject, right, came, seen, earlier);
                }
            }
        }

        private void make(Subject subject, boolean right, Action came, SeenStep seen, List<SeenStep> earlier) {
            TestSearch marked = new TestSearch(written, new TestWriter(seen, earlier, right, true), earlier.size(), came);
            Optional<TestSearch.Found> test = marked.find(right ? asked : Action.ALLOW);
            if (test.isPresent()) {
                found.add(new StepTest(subject, right, came == (right ? asked : Action.ALLOW), test.get().replaced(), test.get().lines(), test.get().test()));
            } else {
                boolean secret = new TestSearch(written, new TestWriter(seen, earlier, right, false), earlier.size(), came).find(came).isPresent();
                left.add(new LeftOut(subject, right, secret ? Why.SECRET : Why.PATH));
            }
        }

        /** @param byAny judged steps on which some guardrail of the file acts */
        private JudgedTests made(Set<Subject> byAny) {
            Set<GuardrailTest> there = written.document().tests().stream().map(Making::bare).collect(Collectors.toCollection(HashSet::new));
            List<StepTest> usable = new ArrayList<>();
            for (StepTest each : found) {
                if (!there.add(bare(each.test()))) {
                    left.add(new LeftOut(each.step(), each.right(), Why.DOUBLE));
                } else if (!each.passes() && each.right() && byAny.contains(each.step())) {
                    left.add(new LeftOut(each.step(), true, Why.OF_ANOTHER));
                } else if (!each.passes() && !wanted.failing()) {
                    left.add(new LeftOut(each.step(), each.right(), Why.FAILS));
                } else {
                    usable.add(each);
                }
            }
            Set<StepTest> chosen = chosen(usable);
            usable.stream().filter(each -> !chosen.contains(each)).forEach(each -> left.add(new LeftOut(each.step(), each.right(), Why.ENOUGH)));
            return new JudgedTests(written, usable.stream().filter(chosen::contains).toList(), left, others);
        }

        /** First those in which the clauses come to something that they come to in none before. */
        private Set<StepTest> chosen(List<StepTest> usable) {
            Set<StepTest> chosen = new HashSet<>();
            Set<List<String>> seen = new HashSet<>();
            for (StepTest each : usable) {
                List<String> came = new ArrayList<>(TestSearch.outcome(written, each.test()).clauses());
                came.add(String.valueOf(each.right()));
                if (chosen.size() < wanted.most() && seen.add(came)) {
                    chosen.add(each);
                }
            }
            usable.stream().filter(each -> !chosen.contains(each)).limit(wanted.most() - chosen.size()).forEach(chosen::add);
            return chosen;
        }

        /** The test, whatever it is called and wherever it stands. */
        private static GuardrailTest bare(GuardrailTest test) {
            return new GuardrailTest("", test.step(), test.earlier(), test.labels(), test.provenance(), test.sources(), test.steps(), test.counts(), test.expected(), 0, 0);
        }
    }
}
