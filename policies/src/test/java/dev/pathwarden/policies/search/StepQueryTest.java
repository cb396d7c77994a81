package dev.pathwarden.policies.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.search.StepText;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepQueryTest {

    private static final String[] TEXTS = {"invoice 17", "say \"hi\"", "a && b", "C:\\temp", "who?", "it's (so"};
    private static final String[] CONDITIONS = {"step.operation == 'tool.call'", "step.name in ['mail', \"a && b\"]", "(step.name == 'mail' || step.operation == 'data.sql')", "step.args.note == r'C:\\temp'", "!(step.name == \"mail\")",
        "step.args.note == 'a && b'", "(true ? step.name == 'mail' : false)"};

    /** Words and conditions in any order and number, with what they ask for. */
    private static final class Draft {
        private final List<String> parts = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final List<String> without = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();

        Draft(Random random) {
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                String text = TEXTS[random.nextInt(TEXTS.length)];
                String condition = CONDITIONS[random.nextInt(CONDITIONS.length)];
                int from = random.nextInt(text.length());
                String some = text.substring(from, from + 1 + random.nextInt(text.length() - from));
                String quoted = '"' + some.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                switch (random.nextInt(4)) {
                    case 0 -> add(words, some, quoted);
                    case 1 -> add(without, some, "! ".substring(0, 1 + random.nextInt(2)) + quoted);
                    default -> add(conditions, condition, condition);
                }
            }
        }

        private void add(List<String> to, String what, String written) {
            to.add(what);
            parts.add(written);
        }

        String text(Random random) {
            return String.join(random.nextBoolean() ? " && " : "&&\n", parts);
        }
    }

    @Property(tries = 150)
    void search_findsTheStepsThatHaveAllWords_noneOfTheOthers_andMeetAllConditions(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedRun> runs = runs(random);
        Path file = Files.createTempFile("query", ".pathwarden");
        Files.delete(file);
        try {
            Archives.write(file, runs.iterator(), List.of());
            try (Snapshot archive = Snapshots.open(file)) {
                Draft draft = new Draft(random);
                String text = draft.text(random);
                StepQuery.Read read = StepQuery.read("test", text);
                assertThat(read.problems()).as(text).isEmpty();
                assertThat(read.words()).as(text).isEqualTo(draft.words);
                assertThat(read.search().hasWords()).isEqualTo(!draft.words.isEmpty() || !draft.without.isEmpty());
                assertThat(read.search().find(archive, StepFilter.ALL, done -> { }).places()).as(text).isEqualTo(oneByOne(runs, draft));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 300)
    void read_ofAnything_saysSomethingAndThrowsNothing(@ForAll long seed) {
        Random random = new Random(seed);
        String signs = "\"'&|!?()[]\\ r/\n a";
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(14); left > 0; left--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        StepQuery.Read read = StepQuery.read("test", text.toString());
        assertThat(read.search() == null).as("%s", text).isEqualTo(!read.problems().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\"a\" && step.stats == 'ok' ; 8 ; step.stats", "step.name == 'x' && \"a\" && step.stats == 'ok' ; 28 ; step.stats", "\"a\" && step.name == 'x' || true ; 25 ; by && alone", "step.name == 'x' && \"\" ; 21 ; no words between",
        "\"a\" && ! \"\" && true ; 8 ; no words between"})
    void read_ofWhatIsWrong_saysWhere(String text, int column, String message) {
        assertThat(StepQuery.read("test", text).problems()).first().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"step.name == \"x\" && step.operation == \"data.sql\"", "\"pii.email\" in labels", "step.name == 'a' || step.name == \"b\"", "once(step.name == \"x\") // \"a\" && \"b\""})
    void read_ofAConditionWithTextsInIt_takesNoneOfThemForWords(String text) {
        StepQuery.Read read = StepQuery.read("test", text);
        assertThat(read.problems()).isEmpty();
        assertThat(read.search().hasWords()).isFalse();
    }

    @Test
    void read_ofWordsThatAreHalfWritten_isWrong() {
        for (String text : List.of("\"a\" &&", "&& \"a\"", "\"a\" \"b\"", "(\"a\") && true", "\"a", "'a' && true")) {
            assertThat(StepQuery.read("test", text).problems()).as(text).isNotEmpty();
        }
    }

    private static FoundPlaces oneByOne(List<RecordedRun> runs, Draft draft) {
        Map<RunId, BitSet> found = new HashMap<>();
        for (RecordedRun run : runs) {
            BitSet places = StepFilter.ALL.places(run);
            for (String condition : draft.conditions) {
                places.and(new StepCondition(StepConditionCompiler.compile("test", condition).bundle()).of(run).places());
            }
            for (int i = 0; i < run.steps().size(); i++) {
                RecordedStep step = run.steps().get(i);
                places.set(i, places.get(i) && draft.words.stream().allMatch(words -> StepText.contains(step, words)) && draft.without.stream().noneMatch(words -> StepText.contains(step, words)));
            }
            found.put(run.run().id(), places);
        }
        return FoundPlaces.of(found);
    }

    private static List<RecordedRun> runs(Random random) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            List<RecordedStep> steps = new ArrayList<>();
            for (int id = 1; id <= 5; id++) {
                Step.Builder step = Step.of(new RunId(1, number), new StepId(id), random.nextBoolean() ? Operation.TOOL_CALL : Operation.DATA_SQL, random.nextBoolean() ? "mail" : "a && b");
                steps.add(new RecordedStep(step.arguments(Map.of("note", TEXTS[random.nextInt(TEXTS.length)])).build(), null, null, id, -1));
            }
            runs.add(new RecordedRun(new Run(new RunId(1, number), null, null, null, Status.OK, null, null, Map.of()), steps, List.of()));
        }
        return runs;
    }
}
