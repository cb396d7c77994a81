package dev.pathwarden.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    void isReady_behindWhatTookLong_onlyAfterAPauseOfFourTimesAsLong() {
        assertThat(pace.isReady(0)).isTrue();
        pace.shown(10 * SECOND, SECOND / 2);
        pace.drawn(10 * SECOND + SECOND / 2);

        assertThat(pace.isReady(14 * SECOND)).isFalse();
        assertThat(pace.isReady(14 * SECOND + SECOND / 2)).isTrue();
    }

    @Test
    void isReady_whileItIsDrawn_notUntilItIsDone_norForEver() {
        pace.shown(0, 0);
        assertThat(pace.isReady(9 * SECOND)).isFalse();
        assertThat(pace.isReady(10 * SECOND)).isTrue();
    }

    @Test
    void drawn_ofOtherWork_changesNothing() {
        pace.shown(0, 0);
        pace.drawn(0);
        pace.drawn(60 * SECOND);
        assertThat(pace.isReady(1)).isTrue();
    }

    @Test
    void isReady_behindWhatTookVeryLong_afterTenSeconds() {
        pace.shown(0, 30 * SECOND);
        pace.drawn(SECOND);
        assertThat(pace.isReady(11 * SECOND)).isTrue();
    }
}
