package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BriefLockTest {

    private final BriefLock lock = new BriefLock();
    private int count;

    @Test
    void lock_letsOneThreadInAtATime_andEachSeesWhatTheOneBeforeDid() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                for (int turn = 0; turn < 50_000; turn++) {
                    lock.lock();
                    try {
                        count++;
                    } finally {
                        lock.unlock();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count).isEqualTo(8 * 50_000);
    }

    @Test
    void lock_isTakenFromAThreadThatHasEnded() throws InterruptedException {
        Thread ended = new Thread(lock::lock);
        ended.start();
        ended.join();
        lock.lock();
        Thread next = new Thread(lock::lock);
        next.start();
        next.join(100);
        assertThat(next.isAlive()).as("this thread has it and has not ended").isTrue();
        lock.unlock();
        next.join();
    }

    @Test
    void lock_ofAThreadThatHasIt_isHeldUntilItWasGivenBackAsOften() throws InterruptedException {
        lock.lock();
        lock.lock();
        lock.unlock();
        Thread next = new Thread(lock::lock);
        next.start();
        next.join(100);
        assertThat(next.isAlive()).isTrue();
        lock.unlock();
        next.join();
    }

    @Test
    void lock_ofAnInterruptedThread_keepsTheInterrupt() throws InterruptedException {
        lock.lock();
        Thread waiting = new Thread(() -> {
            Thread.currentThread().interrupt();
            lock.lock();
            count = Thread.interrupted() ? 1 : 2;
            lock.unlock();
        });
        waiting.start();
        lock.unlock();
        waiting.join();
        assertThat(count).isEqualTo(1);
    }
}
