package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {

    private static final long SECOND = 1_000_000_000L;
    /** 2023-11-14 22:13:20 UTC. */
    private static final long ORIGIN = 1_700_000_000L * SECOND;

    @Test
    void ticks_ofSomeSeconds_areRoundTimesSinceTheBegin() {
        assertThat(texts(new TimeWindow(0, 4.2 * SECOND, 4.2 * SECOND), 5, true, false)).containsExactly("0", "+1 s", "+2 s", "+3 s", "+4 s");
    }

    @Test
    void ticks_ofMicroseconds_nameTheUnit() {
        assertThat(texts(new TimeWindow(10_000, 50_000, SECOND), 4, true, false)).containsExactly("+10 µs", "+20 µs", "+30 µs", "+40 µs", "+50 µs");
    }

    @Test
    void ticks_ofHours_areWrittenAsAClock() {
        assertThat(texts(new TimeWindow(0, 3.0 * 3600 * SECOND, 3.0 * 3600 * SECOND), 3, true, false)).containsExactly("0", "+1:00:00", "+2:00:00", "+3:00:00");
    }

    @Test
    void ticks_inUtc_standAtRoundTimesOfDay() {
        assertThat(texts(new TimeWindow(0, 40.0 * SECOND, 40.0 * SECOND), 4, true, true)).containsExactly("22:13:20", "22:13:30", "22:13:40", "22:13:50", "22:14:00");
    }

    @Test
    void ticks_withoutAClock_countStepsFromOne() {
        assertThat(texts(new TimeWindow(0, 10, 10), 10, false, false)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void ticks_atAnyZoom_areNoMoreThanThereIsRoomFor() {
        for (double length = 1; length < 1e18; length *= 3.7) {
            assertThat(TimeAxis.ticks(new TimeWindow(0, length, length), 8, true, time(false), ORIGIN)).hasSizeBetween(1, 9);
            assertThat(TimeAxis.ticks(new TimeWindow(0, length, length), 8, true, time(true), ORIGIN)).hasSizeBetween(1, 9);
        }
    }

    @Test
    void utcInFull_hasDayAndMicroseconds() {
        assertThat(TimeAxis.utcInFull(ORIGIN + 1_234_000)).isEqualTo("2023-11-14 22:13:20.001234 UTC");
    }

    private static AxisTime time(boolean utc) {
        return new AxisTime(utc ? TimeShown.UTC : TimeShown.RELATIVE, ZoneId.of("Asia/Kolkata"), 0, 0);
    }

    @Test
    void ticks_inLocalTime_standAtRoundTimesOfDayThere() {
        AxisTime local = new AxisTime(TimeShown.LOCAL, ZoneId.of("Asia/Kolkata"), 0, 0);
        assertThat(TimeAxis.ticks(new TimeWindow(0, 3.0 * 3600 * SECOND, 3.0 * 3600 * SECOND), 3, true, local, ORIGIN).stream().map(TimeAxis.Tick::text)).containsExactly("04:00:00", "05:00:00", "06:00:00");
    }

    @Test
    void ticks_sinceAStep_areRoundTimesBeforeAndBehindIt() {
        AxisTime since = new AxisTime(TimeShown.RELATIVE, ZoneId.of("UTC"), 2_300_000_000L, 7);
        assertThat(TimeAxis.ticks(new TimeWindow(0, 4.2 * SECOND, 4.2 * SECOND), 5, true, since, ORIGIN).stream().map(TimeAxis.Tick::text)).containsExactly("−2 s", "−1 s", "0", "+1 s");
    }

    private static List<String> texts(TimeWindow window, int most, boolean clock, boolean utc) {
        return TimeAxis.ticks(window, most, clock, time(utc), ORIGIN).stream().map(TimeAxis.Tick::text).toList();
    }
}
