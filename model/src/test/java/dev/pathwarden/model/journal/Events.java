package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random events of every kind, the same for the same seed. */
public final class Events {

    private static final String[] ALPHABET = {"a", "Z", "0", " ", "\n", "é", "€", "\uD83D\uDE00", "\uD800", "\uDC00", "\u0000", "customers"};

    private final Random random;

    public Events(long seed) {
        random = new Random(seed);
    }

    public JournalEvent next() {
        return switch (random.nextInt(8)) {
            case 0 -> new JournalEvent.ProcessSeen(process());
            case 1 -> new JournalEvent.RunStarted(run());
            case 2 -> new JournalEvent.StepDecided(step(runId()), decision());
            case 3 -> new JournalEvent.StepEnded(runId(), stepId(), outcome());
            case 4 -> new JournalEvent.LabelsCame(runId(), new RecordedRun.LabelsImported(random.nextInt(100_000), ticket(), labels()));
            case 5 -> new JournalEvent.StepHeld(runId(), stepId(), hold());
            case 6 -> new JournalEvent.BundleChanged(bundleChange());
            default -> new JournalEvent.RunEnded(runId(), random.nextLong(), pick(Status.values()));
        };
    }

    public RunId runId() {
        return new RunId(random.nextLong(), random.nextLong() | 1);
    }

    public StepId stepId() {
        return new StepId(random.nextLong() | 1);
    }

    public Run run() {
        return new Run(runId(), textOrNull(), textOrNull(), textOrNull(), pick(Status.values()), numberOrNull(), numberOrNull(), map(0));
    }

    public Step step(RunId run) {
        Step.Builder step = Step.of(run, stepId(), pick(Operation.values()), text()).agent(textOrNull()).pid(numberOrNull()).thread(textOrNull())
                .startNanos(numberOrNull()).arguments(map(0)).labels(labels());
        if (random.nextBoolean()) {
            step.parent(stepId());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            step.link(new Link(stepId(), pick(LinkKind.values()), text()));
        }
        facts().asMap().forEach(step::fact);
        return step.build();
    }

    public Decision decision() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Verdict.Clause> clauses = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                clauses.add(new Verdict.Clause(text(), random.nextInt(100), random.nextInt(100), text()));
            }
            verdicts.add(new Verdict(text(), text(), pick(Action.values()), pick(Mode.values()), text(), clauses));
        }
        List<Decision.NotEvaluated> silent = new ArrayList<>();
        for (int i = random.nextInt(2); i > 0; i--) {
            silent.add(new Decision.NotEvaluated(text(), text()));
        }
        return new Decision(ticket(), numberOrNull(), text(), random.nextBoolean() ? null : pick(Mode.values()), labels(), verdicts, silent);
    }

    public Hold hold() {
        return new Hold(text(), random.nextLong(), random.nextLong(), random.nextBoolean() ? null : pick(Hold.Answer.values()), numberOrNull(), textOrNull(), textOrNull());
    }

    public Outcome outcome() {
        return new Outcome(ticket(), numberOrNull(), pick(Status.values()), textOrNull(), value(0), facts(), labels());
    }

    public ProcessInfo process() {
        List<ProcessInfo.HookState> hooks = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            hooks.add(new ProcessInfo.HookState(text(), random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean(), text()));
        }
        boolean child = random.nextBoolean();
        return new ProcessInfo(random.nextInt(100_000), random.nextLong(), text(), text(), child ? runId() : null, child ? stepId() : null, hooks, random.nextBoolean() ? List.of() : List.of("unsafe", text()),
                random.nextBoolean() ? List.of() : List.of(bundleChange(), bundleChange()), ticket(), ticket());
    }

    public BundleChange bundleChange() {
        return new BundleChange(random.nextLong(), text(), numberOrNull(), random.nextBoolean() ? null : "0a".repeat(32), random.nextBoolean() ? null : "refused " + text());
    }

    /** Up to so many runs of up to so many steps, in no sensible order: references go back, ahead and nowhere. */
    public List<RecordedRun> runs(int most, int mostSteps) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            Run header = run();
            List<RecordedStep> steps = new ArrayList<>();
            for (int j = random.nextInt(mostSteps + 1); j > 0; j--) {
                Step step = step(header.id());
                if (!steps.isEmpty() && random.nextBoolean()) {
                    step = step.toBuilder().parent(steps.get(random.nextInt(steps.size())).id()).build();
                }
                boolean ended = random.nextInt(4) > 0;
                steps.add(new RecordedStep(step, random.nextInt(4) > 0 ? decision() : null, random.nextInt(5) == 0 ? hold() : null, ended ? outcome() : null, random.nextInt(1000), ended ? random.nextInt(1000) : -1));
            }
            List<RecordedRun.LabelsImported> imports = new ArrayList<>();
            for (int j = random.nextInt(2); j > 0; j--) {
                imports.add(new RecordedRun.LabelsImported(random.nextInt(100_000), ticket(), labels()));
            }
            runs.add(new RecordedRun(header, steps, imports));
        }
        return runs;
    }

    private Facts facts() {
        Map<Field, Object> facts = new EnumMap<>(Field.class);
        for (int i = random.nextInt(5); i > 0; i--) {
            Field field = pick(Field.values());
            facts.put(field, fact(field.type()));
        }
        return Facts.of(facts);
    }

    private Object fact(FieldType type) {
        return switch (type) {
            case TEXT -> text();
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextLong();
            case TEXT_LIST -> List.of(text(), text());
        };
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextGaussian();
            case 4 -> text();
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
            default -> map(depth + 1);
        };
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), value(depth + 1));
        }
        return map;
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.add(text());
        }
        return labels;
    }

    private long ticket() {
        return random.nextInt(1 << 20);
    }

    private Long numberOrNull() {
        return random.nextInt(3) == 0 ? null : (Long) (random.nextLong() >> random.nextInt(64));
    }

    private String textOrNull() {
        return random.nextInt(3) == 0 ? null : text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(pick(ALPHABET));
        }
        return text.toString();
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
