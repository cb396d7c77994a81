package dev.pathwarden.policies.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathPictureTest {

    private static final RunId RUN = new RunId(1, 1);

    @Test
    void way_fromTheRootCauseToTheStep_isLit_andWhatLiesBetweenIsCounted() {
        RecordedRun run = run(step(1, 0, Operation.AGENT_INVOKE), step(2, 1, Operation.MODEL_CHAT), step(3, 1, Operation.MCP_CALL), step(4, 1, Operation.TOOL_CALL), step(5, 1, Operation.TOOL_CALL), step(6, 5, Operation.DATA_HTTP));

        Report.Picture picture = PathPicture.of(run, List.of(cause(1, 3, "copied"), cause(2, 1, "causal")), 5);

        assertThat(picture.boxes()).extracting(box -> box.kind() + " " + box.number()).containsExactly("led 1", "between ", "root 3", "between ", "around 5", "asked 6");
        assertThat(picture.boxes()).extracting(Report.Box::text).contains("1 step between");
        assertThat(picture.boxes()).extracting(Report.Box::left).containsExactly(0, 0, 18, 0, 18, 36);
        assertThat(picture.lines()).filteredOn(line -> line.kind().equals("lit")).hasSize(2).last().satisfies(head -> assertThat(head.filled()).isTrue());
        assertThat(picture.lines()).filteredOn(line -> line.kind().equals("nested")).hasSize(3);
        assertThat(picture.sentence()).isEqualTo("The finding's step is 6 of 6. Words or a value flowed from step 3, the root cause, to it (copied); that way is lit. Also on the path: 1.");
    }

    @Test
    void way_goesAlongWhatWasRecorded() {
        RecordedRun run = run(step(1, 0, Operation.MCP_CALL), step(2, 0, Operation.TOOL_CALL, 1), step(3, 0, Operation.DATA_HTTP, 2));

        Report.Picture picture = PathPicture.of(run, List.of(cause(1, 1, "copied"), cause(2, 2, "token-match")), 2);

        assertThat(picture.lines()).filteredOn(line -> line.kind().equals("lit") && line.filled()).as("from 1 to 2, and from 2 to 3").hasSize(2);
    }

    @Property(tries = 200)
    void picture_ofAnyRun_isBounded_andItsLinesLieInIt(@ForAll long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(200);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            // Parents that are no steps, that come later and that are the step itself are all recorded by somebody.
            steps.add(step(i, random.nextInt(i + 2), Operation.values()[random.nextInt(Operation.values().length)], 1 + random.nextInt(length)));
        }
        List<Cause> causes = IntStream.range(1, random.nextInt(11) + 1).mapToObj(rank -> cause(rank, 1 + random.nextInt(length), random.nextBoolean() ? "copied" : "causal")).toList();

        Report.Picture picture = PathPicture.of(run(steps.toArray(RecordedStep[]::new)), causes, random.nextInt(length));

        assertThat(picture.height()).isLessThanOrEqualTo((2 * PathPicture.MOST_STEPS + 1) * PathPicture.ROW);
        assertThat(picture.boxes()).filteredOn(box -> box.kind().equals("asked")).hasSize(1);
        assertThat(picture.boxes()).allSatisfy(box -> assertThat(box.width()).isPositive());
        Rectangle page = new Rectangle(-1, -1, picture.width() + 2, picture.height() + 2);
        assertThat(picture.lines()).allSatisfy(line -> assertThat(page.contains(LineDrawer.shape(line.path()).getBounds2D())).as(line.path()).isTrue());
    }

    private static Cause cause(int rank, int step, String certainty) {
        return new Cause(rank, new StepId(step), certainty, List.of());
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), List.of(steps), List.of());
    }

    private static RecordedStep step(int id, int parent, Operation operation, int... from) {
        Step.Builder step = Step.of(RUN, new StepId(id), operation, "n" + id).parent(parent == 0 ? null : new StepId(parent));
        IntStream.of(from).forEach(each -> step.link(new Link(new StepId(each), LinkKind.COPIED, "a")));
        return new RecordedStep(step.build(), null, null, id, -1);
    }
}
