package dev.pathwarden.policies.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoveltyTest {

    private static final List<Field> ALL = Stream.of(Field.values()).filter(Field::isOfNovelty).toList();
    private static final SoFar START = new SoFar("", 0, 0, 0, 0);
    private static final Set<Trait> TRAITS = Set.of(Trait.of(TraitKind.TOOL, "", "read"), Trait.of(TraitKind.TOOL, "shop", "buy"), Trait.of(TraitKind.SHAPE, "", "read", "file", "path"),
            Trait.of(TraitKind.ORDER, "", "read"), Trait.of(TraitKind.HOST, "a.example"), Trait.of(TraitKind.PATH, "reads", "/srv/*"), Trait.of(TraitKind.TABLE, "reads", "bills"),
            Trait.of(TraitKind.EXECUTABLE, "date"), Trait.of(TraitKind.MODEL, "m"));

    private final Novelty novelty = Novelty.of(Habits.of(List.of(new AgentHabits("desk", TRAITS, Map.of(Volume.STEPS, 8L, Volume.CALLS, 4L, Volume.ROWS, 16L, Volume.BYTES, 64L), Set.of()))));

    private static Step.Builder step(Operation operation) {
        return Step.of(new RunId(1, 1), new StepId(1), operation, "read").agent("desk");
    }

    private Map<Field, Object> told(Step.Builder step, SoFar path) {
        Map<Field, Object> facts = new java.util.EnumMap<>(Field.class);
        facts.putAll(novelty.tell(step.build(), ALL, path).facts().asMap());
        facts.keySet().removeIf(field -> !field.isOfNovelty());
        return facts;
    }

    @Test
    void whatIsKnown_isNotNew_andEachKindIsToldWhereTheOperationHasIt() {
        assertThat(told(step(Operation.TOOL_CALL).arguments(Map.of("file", "/srv/x")), START)).containsOnly(Map.entry(Field.NOVEL_AGENT, false), Map.entry(Field.NOVEL_TOOL, false), Map.entry(Field.NOVEL_HOST, false),
                Map.entry(Field.NOVEL_SHAPE, false), Map.entry(Field.NOVEL_ORDER, false), Map.entry(Field.NOVEL_VOLUME, false));
        assertThat(told(step(Operation.DATA_FILE_READ).fact(Field.FILE_PATH, "/srv/a.txt"), START)).containsOnly(Map.entry(Field.NOVEL_AGENT, false), Map.entry(Field.NOVEL_PATH, false), Map.entry(Field.NOVEL_VOLUME, false));
    }

    @Test
    void whatIsNew_isTold() {
        assertThat(told(step(Operation.TOOL_CALL).fact(Field.TOOL_NAME, "buy").fact(Field.TARGET_HOSTS, List.of("a.example", "b.example")), START)).containsEntry(Field.NOVEL_TOOL, true).containsEntry(Field.NOVEL_HOST, true);
        assertThat(told(step(Operation.MCP_CALL).fact(Field.TOOL_NAME, "buy").fact(Field.MCP_SERVER, "shop"), START)).containsEntry(Field.NOVEL_TOOL, false).containsEntry(Field.NOVEL_ORDER, true);
        assertThat(told(step(Operation.TOOL_CALL).arguments(Map.of("file", 1L)), new SoFar("read", 1, 1, 0, 0))).containsEntry(Field.NOVEL_SHAPE, true).containsEntry(Field.NOVEL_ORDER, true);
        assertThat(told(step(Operation.DATA_SQL).fact(Field.SQL_TABLES, List.of("bills")).fact(Field.SQL_WRITES, true), START)).containsEntry(Field.NOVEL_TABLE, true);
        assertThat(told(step(Operation.DATA_FILE_DELETE).fact(Field.FILE_PATH, "/srv/a"), START)).containsEntry(Field.NOVEL_PATH, true);
        assertThat(told(step(Operation.CODE_PROCESS).fact(Field.PROCESS_EXECUTABLE, "curl"), START)).containsEntry(Field.NOVEL_EXECUTABLE, true);
        assertThat(told(step(Operation.MODEL_CHAT).fact(Field.MODEL_NAME, "other"), START)).containsEntry(Field.NOVEL_MODEL, true);
    }

    @Test
    void volume_isTold_whereTheStepPassesWhatRunsComeTo() {
        assertThat(told(step(Operation.DATA_SQL), new SoFar("", 7, 0, 16, 64))).containsEntry(Field.NOVEL_VOLUME, false);
        assertThat(told(step(Operation.DATA_SQL), new SoFar("", 8, 0, 0, 0))).containsEntry(Field.NOVEL_VOLUME, true);
        assertThat(told(step(Operation.TOOL_CALL), new SoFar("", 4, 4, 0, 0))).containsEntry(Field.NOVEL_VOLUME, true);
        assertThat(told(step(Operation.DATA_SQL), new SoFar("", 4, 4, 17, 0))).containsEntry(Field.NOVEL_VOLUME, true);
        assertThat(told(step(Operation.DATA_HTTP).fact(Field.HTTP_BYTES, 5L), new SoFar("", 0, 0, 0, 60))).containsEntry(Field.NOVEL_VOLUME, true);
    }

    @Test
    void ofAnAgentThatIsNotKnown_onlyThatIsTold_andOfNoBaselineNothing() {
        assertThat(told(step(Operation.TOOL_CALL).agent("rogue"), START)).containsOnly(Map.entry(Field.NOVEL_AGENT, true));
        assertThat(told(step(Operation.TOOL_CALL).agent(null), START)).containsOnly(Map.entry(Field.NOVEL_AGENT, true));
        Step carries = step(Operation.TOOL_CALL).fact(Field.NOVEL_TOOL, true).build();
        assertThat(Novelty.NONE.tell(carries, ALL, START).facts().get(Field.NOVEL_TOOL)).as("what it carried from elsewhere").isNull();
    }

    @Test
    void aKindThatWasCut_isNotTold() {
        Novelty part = Novelty.of(Habits.of(List.of(new AgentHabits("desk", TRAITS, Map.of(), Set.of(TraitKind.TOOL)))));

        assertThat(part.tell(step(Operation.TOOL_CALL).fact(Field.TOOL_NAME, "zap").build(), ALL, START).facts().asMap()).doesNotContainKey(Field.NOVEL_TOOL).containsEntry(Field.NOVEL_ORDER, true);
    }

    @Test
    void holds_asksAgainOnlyWhatHangsOnThePath() {
        Step step = novelty.tell(step(Operation.TOOL_CALL).build(), ALL, START);

        assertThat(novelty.holds(step, ALL, START)).isTrue();
        assertThat(novelty.holds(step, ALL, new SoFar("", 3, 2, 1, 1))).isTrue();
        assertThat(novelty.holds(step, ALL, new SoFar("read", 0, 0, 0, 0))).isFalse();
        assertThat(novelty.holds(step, ALL, new SoFar("", 8, 0, 0, 0))).isFalse();
    }

    /** A step in a watched JVM is asked for each kind that a guardrail reads, and most of what it shows is known. */
    @Test
    void asking_takesNoMemory_whereNothingIsNew() {
        AgentHabits known = new AgentHabits("desk", TRAITS, Map.of(Volume.STEPS, 8L), Set.of());
        Step read = step(Operation.TOOL_CALL).fact(Field.TARGET_HOSTS, List.of("a.example")).build();
        Step file = step(Operation.DATA_FILE_READ).fact(Field.FILE_PATH, "/srv/a.txt").build();
        Step table = step(Operation.DATA_SQL).fact(Field.SQL_TABLES, List.of("bills")).build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        long news = 0;
        long before = 0;
        for (int i = 0; i < 3 * rounds; i++) {
            before = i == 2 * rounds ? threads.getCurrentThreadAllocatedBytes() : before;
            news += (known.isNew(TraitKind.TOOL, read, "") ? 1 : 0) + (known.isNew(TraitKind.ORDER, read, "") ? 1 : 0) + (known.isNew(TraitKind.HOST, read, "") ? 1 : 0)
                    + (known.isNew(TraitKind.PATH, file, "") ? 1 : 0) + (known.isNew(TraitKind.TABLE, table, "") ? 1 : 0) + (known.exceeds(Volume.STEPS, i % 8) ? 1 : 0);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(news).isZero();
        assertThat(bytes / (double) rounds).as("bytes a round").isLessThan(1);
    }
}
