package dev.pathwarden.workbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameThreadTaskExecutorTest {

    private final List<String> told = new ArrayList<>();
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();

    @Test
    void result_whenTheWorkIsDone_isHandedOver() {
        executor.execute(BackgroundTask.of("count", progress -> 42).onSuccess(n -> told.add("got " + n)).onFinished(() -> told.add("end")));

        assertThat(told).containsExactly("got 42", "end");
        assertThat(executor.running()).isEmpty();
    }

    @Test
    void failure_whenTheWorkThrows_isHandedOver() {
        executor.execute(BackgroundTask.of("read", progress -> {
            throw new IOException("disk");
        }).onSuccess(n -> told.add("got")).onFailure(e -> told.add(e.getMessage())).onFinished(() -> told.add("end")));

        assertThat(told).containsExactly("disk", "end");
    }

    @Test
    void failure_whenMemoryRunsOut_saysWhatToDo() {
        executor.execute(BackgroundTask.of("read", progress -> {
            throw new OutOfMemoryError();
        }).onFailure(e -> told.add(e.getMessage())));

        assertThat(told).singleElement().asString().contains("-Xmx");
    }

    @Test
    void result_whenCancelledMeanwhile_isDropped() {
        executor.execute(BackgroundTask.of("scan", progress -> {
            executor.running().getFirst().cancel();
            progress.checkCancelled();
            return 1;
        }).onSuccess(n -> told.add("got")).onFailure(e -> told.add("failed")).onFinished(() -> told.add("end")));

        assertThat(told).containsExactly("end");
    }

    @Test
    void latest_whenANewTaskStarts_dropsTheOneBefore() {
        Latest latest = new Latest(executor);
        latest.execute(BackgroundTask.of("first", progress -> {
            latestStartsAnother(latest);
            return "first";
        }).onSuccess(told::add));

        assertThat(told).containsExactly("second");
    }

    private void latestStartsAnother(Latest latest) {
        executor.running().getFirst().cancel();
        latest.execute(BackgroundTask.of("second", progress -> "second").onSuccess(told::add));
    }
}
