package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final int MUCH = 100;

    @Test
    void results_areHandedOverInTheOrderOfTheWork_byTheThreadThatGaveIt() {
        List<Integer> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (SideBySide<Integer> sideBySide = new SideBySide<>()) {
            for (int i = 0; i < MUCH; i++) {
                int number = i;
                sideBySide.add(() -> number, result -> {
                    results.add(result);
                    threads.add(Thread.currentThread());
                });
            }
            sideBySide.finish();
        }
        assertThat(results).isEqualTo(IntStream.range(0, MUCH).boxed().toList());
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void workThatIsDoneFirst_waitsForWorkThatWasGivenBefore() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> results = new ArrayList<>();
        try (SideBySide<String> sideBySide = new SideBySide<>()) {
            sideBySide.add(() -> {
                await(go);
                return "first";
            }, results::add);
            sideBySide.add(() -> {
                second.countDown();
                return "second";
            }, results::add);
            if (Runtime.getRuntime().availableProcessors() > 1) {
                second.await();
            }
            assertThat(results).isEmpty();
            go.countDown();
            sideBySide.finish();
        }
        assertThat(results).containsExactly("first", "second");
    }

    @Test
    void failureOfWork_isThatOfWhoeverGaveIt() {
        try (SideBySide<String> sideBySide = new SideBySide<>()) {
            assertThatThrownBy(() -> {
                sideBySide.add(() -> {
                    throw new IllegalStateException("no run");
                }, result -> { });
                sideBySide.finish();
            }).isInstanceOf(IllegalStateException.class).hasMessage("no run");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
