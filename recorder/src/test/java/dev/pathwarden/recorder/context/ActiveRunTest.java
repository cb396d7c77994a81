package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ActiveRunTest {

    private final ActiveRun run = new ActiveRun("agent", new RunGuard(new RunId(1, 1), () -> null));

    @Test
    void settle_whileAnotherThreadSettles_waitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        run.settleBeforeNext(() -> {
            begun.countDown();
            await().until(() -> goOn.getCount() == 0);
            order.add("settled");
        });
        Thread first = start(run::settle);
        begun.await();

        Thread second = start(() -> {
            run.settle();
            order.add("decided");
        });
        await().until(() -> second.getState() == Thread.State.WAITING);
        goOn.countDown();
        first.join();
        second.join();

        assertThat(order).containsExactly("settled", "decided");
    }

    @Test
    void settle_doesEachThingOnce() {
        List<String> done = new CopyOnWriteArrayList<>();
        run.settleBeforeNext(() -> done.add("one"));
        run.settleBeforeNext(() -> done.add("two"));

        run.settle();
        run.settle();

        assertThat(done).containsExactly("one", "two");
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}
