package dev.pathwarden.model.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.step.VerdictType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindStepsTest {

    @Property(tries = 200)
    void find_inAnArchive_findsWhatTheFilterSaysOfEachStep(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedRun> runs = new Events(seed).runs(6, 12);
        List<RecordedStep> steps = runs.stream().flatMap(run -> run.steps().stream()).toList();
        try (Snapshot archive = archive(runs)) {
            for (int i = 0; i < 10; i++) {
                StepFilter filter = filter(steps, random);
                assertThat(archive.find(filter, Integer.MAX_VALUE)).as("%s", filter).isEqualTo(oneByOne(archive, filter));
            }
            FoundSteps all = archive.find(StepFilter.ALL, 3);
            assertThat(all.total()).isEqualTo(steps.size());
            assertThat(all.steps()).hasSize(Math.min(3, steps.size()));
        }
    }

    @Property(tries = 100)
    void count_inAnArchive_countsWhatEachStepHas(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedRun> runs = new Events(seed).runs(6, 12);
        List<RecordedStep> steps = runs.stream().flatMap(run -> run.steps().stream()).toList();
        try (Snapshot archive = archive(runs)) {
            for (FoundPlaces among : java.util.Arrays.asList(null, FoundPlaces.NONE, archive.find(filter(steps, random), done -> { }), archive.find(filter(steps, random), done -> { }))) {
                FacetCounter expected = new FacetCounter();
                runs.forEach(run -> expected.add(run, among == null ? StepFilter.ALL.places(run) : among.in(run.run().id())));
                assertThat(archive.count(among, done -> { })).as("%s", among).isEqualTo(expected.counts());
            }
        }
    }

    private static FoundSteps oneByOne(Snapshot snapshot, StepFilter filter) {
        List<FoundStep> found = new ArrayList<>();
        snapshot.forEachRun(run -> {
            for (int i = 0; i < run.steps().size(); i++) {
                if (filter.test(run.steps().get(i))) {
                    found.add(new FoundStep(run.run().id(), i));
                }
            }
        });
        return new FoundSteps(found, found.size());
    }

    private static StepFilter filter(List<RecordedStep> steps, Random random) {
        Set<String> names = new TreeSet<>();
        Set<String> agents = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        Set<String> guardrails = new TreeSet<>();
        for (RecordedStep step : steps) {
            add(names, step.step().name());
            add(agents, step.step().agent());
            labels.addAll(step.step().labels());
            if (step.outcome() != null) {
                labels.addAll(step.outcome().labels());
            }
            if (step.decision() != null) {
                step.decision().verdicts().stream().map(Verdict::guardrail).forEach(guardrails::add);
            }
        }
        return new StepFilter(some(Set.of(Operation.values()), random), some(names, random), some(agents, random), some(labels, random), StepFilter.Labelled.values()[random.nextInt(3)], some(guardrails, random), some(Set.of(Action.values()), random), some(Set.of(VerdictType.values()), random),
                some(Set.of(Status.values()), random), random.nextInt(3) > 0 || names.isEmpty() ? null : part(names.stream().skip(random.nextInt(names.size())).findFirst().orElseThrow(), random));
    }

    private static void add(Set<String> to, String text) {
        if (text != null) {
            to.add(text);
        }
    }

    /** Mostly none, so that something is found. */
    private static <T> Set<T> some(Set<T> all, Random random) {
        Set<T> some = new java.util.HashSet<>();
        if (random.nextInt(3) == 0) {
            all.forEach(one -> {
                if (random.nextInt(3) == 0) {
                    some.add(one);
                }
            });
        }
        return some;
    }

    private static String part(String text, Random random) {
        if (text.isEmpty()) {
            return null;
        }
        int from = random.nextInt(text.length());
        return text.substring(from, from + 1 + random.nextInt(text.length() - from));
    }

    @ParameterizedTest
    @CsvSource({"invoice,INVOICE 17,true", "Straße,die STRAßE entlang,true", "kelvin,273 \u212Aelvin,true", "ids,the \u0130DS,true", "über,ÜBER allem,true", "a b,a  b,false", "\uD83D\uDE00!,so \uD83D\uDE00!,true",
            "ok,\uD800 ok,true", "xk,x \uD800k,false"})
    void find_ofAText_takesLettersOfAnyCaseForAlike(String text, String in, boolean found) throws IOException {
        for (String padding : List.of("", " and this makes of it a text that is kept apart")) {
            try (Snapshot archive = archive(List.of(run(in + padding)))) {
                assertThat(archive.find(StepFilter.ALL.text(text), 9).total()).isEqualTo(found ? 1 : 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3"})
    void find_inFilesOfEveryVersion_findsTheSame(String version) throws Exception {
        Path sample = Path.of(FindStepsTest.class.getResource("/dev/pathwarden/model/formats/" + version + "/sample.pathwarden").toURI());
        try (Snapshot snapshot = Snapshots.open(sample)) {
            assertThat(snapshot.find(StepFilter.ALL.labels("untrusted"), 9).total()).isEqualTo(1);
            assertThat(snapshot.find(StepFilter.ALL.operations(Operation.DATA_SQL).labels("pii.email"), 9).total()).isEqualTo(1);
            assertThat(snapshot.find(StepFilter.ALL.text("SELECT * from"), 9).steps()).extracting(FoundStep::place).containsExactly(0);
            assertThat(snapshot.find(StepFilter.ALL.operations(Operation.DATA_HTTP), 9).total()).isZero();
        }
    }

    private static RecordedRun run(String text) {
        RunId id = new RunId(1, 1);
        Step step = Step.of(id, new StepId(1), Operation.TOOL_CALL, "tool").arguments(Map.of("note", text)).build();
        return new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), List.of(new RecordedStep(step, null, null, 0, -1)), List.of());
    }

    private static Snapshot archive(List<RecordedRun> runs) throws IOException {
        Path directory = Files.createTempDirectory("find");
        Path file = directory.resolve("runs.pathwarden");
        Archives.write(file, runs.iterator(), List.of());
        Snapshot opened = Snapshots.open(file);
        // The open descriptor is all that is needed.
        try (Stream<Path> left = Files.walk(directory)) {
            left.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        return opened;
    }
}
