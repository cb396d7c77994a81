package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EpochClockTest {

    private static final long START = 1_700_000_000_000_000_000L;

    /** Both clocks of a machine, which go as they are told. */
    private static final class Machine extends Clock {
        private long wall = START;
        private long ticks = 42;

        void goesOn(Duration time) {
            wall += time.toNanos();
            ticks += time.toNanos();
        }

        void isSuspended(Duration time) {
            wall += time.toNanos();
        }

        void isSetBack(Duration time) {
            wall -= time.toNanos();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(0, wall);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final Machine machine = new Machine();
    private final EpochClock clock = new EpochClock(machine, () -> machine.ticks);

    @Test
    void goesWithTheMonotonicClock_toTheNanosecond() {
        machine.goesOn(Duration.ofNanos(1_234_567));
        assertThat(clock.nanos()).isEqualTo(START + 1_234_567);
    }

    @Test
    void afterASuspend_agreesWithTheWallClockAgain() {
        machine.goesOn(Duration.ofSeconds(5));
        machine.isSuspended(Duration.ofHours(8));
        machine.goesOn(Duration.ofNanos(7));
        assertThat(clock.nanos()).isEqualTo(machine.wall);
        machine.goesOn(Duration.ofMinutes(3));
        assertThat(clock.nanos()).isEqualTo(machine.wall);
    }

    @Test
    void aWallClockThatIsSlewed_isNotFollowed() {
        machine.isSuspended(Duration.ofMillis(900));
        machine.goesOn(Duration.ofSeconds(1));
        assertThat(clock.nanos()).isEqualTo(START + Duration.ofSeconds(1).toNanos());
    }

    @Test
    void whereTheWallClockIsSetBack_standsStillUntilItHasCaughtUp() {
        machine.goesOn(Duration.ofSeconds(10));
        long before = clock.nanos();
        machine.isSetBack(Duration.ofMinutes(1));
        long after = clock.nanos();
        assertThat(after).isGreaterThan(before);
        machine.goesOn(Duration.ofSeconds(30));
        assertThat(clock.nanos()).isEqualTo(after);
        machine.goesOn(Duration.ofSeconds(31));
        assertThat(clock.nanos()).isEqualTo(machine.wall);
    }
}
