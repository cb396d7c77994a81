package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final long DAY = Duration.ofDays(1).toNanos();
    private final Spans spans = new Spans();

    private static Hit at(Long startNanos) {
        Run run = new Run(new RunId(1, 2), null, null, null, Status.OK, null, null, Map.of());
        return new Hit(Path.of("here"), run, new StepId(1), 1, Operation.DATA_SQL, "name", "", null, startNanos, Action.ALLOW, Action.BLOCK, null, "g", "", List.of(), List.of(), null);
    }

    @Test
    void spans_ofStepsWithinSeconds_areSecondsWithTheEmptyOnesBetween() {
        spans.add(at(1_500_000_000L));
        spans.add(at(3_200_000_000L));
        spans.add(at(3_900_000_000L));

        assertThat(spans.groups()).extracting(HitGroup::key).containsExactly("1000000000", "2000000000", "3000000000");
        assertThat(spans.groups()).extracting(HitGroup::stopped).containsExactly(1L, 0L, 2L);
        assertThat(spans.groups()).extracting(HitGroup::spanNanos).containsOnly(1_000_000_000L);
    }

    @Test
    void spans_ofStepsWithoutAClock_standLast() {
        spans.add(at(null));
        spans.add(at(0L));

        assertThat(spans.groups()).extracting(HitGroup::key).containsExactly("0", "");
    }

    @Test
    void spans_ofRandomTimes_stayFewAndCountEachStepOnceWhereItBegan() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            Spans counted = new Spans();
            long reach = 1L << (20 + random.nextInt(43));
            List<Long> times = random.longs(200, -reach, reach).boxed().toList();
            times.forEach(time -> counted.add(at(time)));

            List<HitGroup> groups = counted.groups();
            assertThat(groups.size()).isLessThanOrEqualTo(Spans.MOST + 1);
            for (HitGroup group : groups) {
                long begin = Long.parseLong(group.key());
                assertThat(group.hits()).isEqualTo(times.stream().filter(time -> time >= begin && time - begin < group.spanNanos()).count());
            }
            assertThat(groups.stream().mapToLong(HitGroup::hits).sum()).isEqualTo(times.size());
        }
    }

    @Test
    void spans_ofTheEndsOfTime_doNotRunOver() {
        spans.add(at(Long.MIN_VALUE));
        spans.add(at(Long.MAX_VALUE));
        spans.add(at(DAY));

        assertThat(spans.groups().stream().mapToLong(HitGroup::hits).sum()).isEqualTo(3);
    }
}
