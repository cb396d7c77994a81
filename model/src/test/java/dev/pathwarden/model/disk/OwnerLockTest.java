package dev.pathwarden.model.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerLockTest {

    private static final String ELSEWHERE = "process 12\nhost build-7\nboot 00000000-1111-2222-3333-444444444444\n";

    @TempDir
    private Path directory;

    @Test
    void lockOfAnotherMachineThatWasNotGivenBack_isToldWithItsHost() throws Exception {
        Path lock = Files.writeString(directory.resolve("lock"), ELSEWHERE);

        assertThat(OwnerLock.owner(lock)).as("as far as this system knows").isNull();
        assertThat(OwnerLock.elsewhere(lock)).isEqualTo("process 12 on host build-7");
    }

    @Test
    void lockOfThisMachine_isWhatTheSystemSays() throws Exception {
        Path lock = directory.resolve("lock");
        String here = "process " + ProcessHandle.current().pid();
        try (OwnerLock held = OwnerLock.take(lock)) {
            assertThat(held).isNotNull();
            assertThat(OwnerLock.owner(lock)).isEqualTo(here);
            assertThatThrownBy(() -> OwnerLock.take(lock)).isInstanceOfSatisfying(OwnerLock.HeldException.class, taken -> assertThat(taken.owner()).isEqualTo(here));
        }
        assertThat(Files.size(lock)).as("given back").isZero();
        Files.writeString(lock, LockOwner.here().text());
        assertThat(OwnerLock.elsewhere(lock)).as("its process died").isNull();
    }

    @Test
    void machineThatWasStartedAgain_hasNoneOfItsLocks() {
        LockOwner here = new LockOwner(1, "build-7", "a");

        assertThat(here.sees(new LockOwner(2, "build-7", "b"))).as("the same host, another start").isTrue();
        assertThat(here.sees(new LockOwner(2, "container", "a"))).as("another container of this machine").isTrue();
        assertThat(here.sees(new LockOwner(2, "build-8", "b"))).isFalse();
    }

    @Test
    void whatAnybodyCouldHaveWrittenThere_namesNobody() throws Exception {
        for (String text : new String[] {"", "process", "process 1\nhost a\u001b[31m\nboot 0\n", "process 1; rm -rf /", "x".repeat(10_000)}) {
            assertThat(OwnerLock.elsewhere(Files.writeString(directory.resolve("lock"), text))).isNull();
        }
        assertThat(OwnerLock.elsewhere(Files.writeString(directory.resolve("lock"), "process 7"))).as("of a version that did not write more").isNull();
        assertThat(OwnerLock.elsewhere(directory.resolve("none"))).isNull();
    }
}
