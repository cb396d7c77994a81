package dev.pathwarden.recorder.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldStepTextTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final String SCRIPT = IntStream.range(0, 1_000).mapToObj(i -> "command" + i).collect(Collectors.joining("; "));

    @Test
    void longArguments_areCountedWhereTheyAreCut_andShownInFullOnRequest() {
        String brief = print(false);
        String full = print(true);

        assertThat(brief).contains("command0;").doesNotContain("command999").containsPattern("and \\d+ more lines: pathwarden approvals list --full 0000000000000064 recorded/monday");
        assertThat(full).doesNotContain("more lines");
        assertThat(squeezed(full)).contains(squeezed(SCRIPT));
        int left = Integer.parseInt(brief.replaceAll("(?s).*and (\\d+) more lines.*", "$1"));
        assertThat(arguments(full)).isEqualTo(arguments(brief) - 1 + left);
    }

    @Test
    void longPath_isCountedWhereItIsCut_andShownInFullOnRequest() {
        assertThat(print(false)).contains("and 8 earlier steps: pathwarden approvals list --full 0000000000000064 recorded/monday").doesNotContain("tool.call earlier-7 ");
        assertThat(print(true)).contains("tool.call earlier-0 ").contains("tool.call earlier-19 ").doesNotContain("earlier steps");
    }

    private static long arguments(String printed) {
        return printed.lines().dropWhile(line -> !line.startsWith("  arguments")).takeWhile(line -> !line.startsWith("  path")).count();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String print(boolean full) {
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            steps.add(new RecordedStep(Step.of(RUN, new StepId(i + 1), Operation.TOOL_CALL, "earlier-" + i).build(), null, null, null, i, -1));
        }
        Step step = Step.of(RUN, new StepId(100), Operation.CODE_PROCESS, "sh").arguments(Map.of("argv", List.of("sh", "-c", SCRIPT))).build();
        steps.add(new RecordedStep(step, null, Hold.asked("b", 1, 100), null, 20, -1));
        RecordedRun run = new RecordedRun(new Run(RUN, null, "builder", null, Status.UNFINISHED, 1L, null, Map.of()), steps, List.of());
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new HeldStepText(writer, Style.PLAIN, 80, Path.of("recorded/monday")).print(new HeldStep(run, steps.get(20)), 2, full);
        writer.flush();
        return out.toString();
    }
}
