package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private static final TimeWindow ALL = TimeWindow.all(1_000);

    @Test
    void toPosition_ofAPixel_isTheInverseOfToPixel() {
        TimeWindow window = ALL.zoom(0.3, 400);

        assertThat(window.toPosition(window.toPixel(432.1, 777), 777)).isCloseTo(432.1, within(1e-9));
    }

    @Test
    void zoom_keepsThePositionUnderTheMouseInPlace() {
        TimeWindow window = ALL.zoom(0.5, 300);

        assertThat(window.length()).isCloseTo(ALL.length() / 2, within(1e-9));
        assertThat(window.toPixel(300, 800)).isCloseTo(ALL.toPixel(300, 800), within(1e-6));
    }

    @Test
    void anyMovement_staysOnTheTimelineAndWithinTheSmallestAndLargestZoom() {
        Random random = new Random(42);
        TimeWindow window = ALL;
        for (int i = 0; i < 2_000; i++) {
            window = switch (random.nextInt(4)) {
                case 0 -> window.zoom(random.nextDouble(0.2, 3), random.nextDouble(-100, 1_200));
                case 1 -> window.pan(random.nextDouble(-3, 3));
                case 2 -> window.show(random.nextDouble(0, 1_000), random.nextDouble(0, 1_000), random.nextDouble());
                default -> window.reveal(random.nextDouble(0, 500), random.nextDouble(500, 1_000));
            };
            assertThat(window.from()).isGreaterThanOrEqualTo(ALL.from() - 1e-6);
            assertThat(window.to()).isLessThanOrEqualTo(ALL.to() + 1e-6);
            assertThat(window.length()).isPositive();
        }
    }

    @Test
    void reveal_ofWhatIsInView_changesNothing() {
        TimeWindow window = ALL.show(100, 300, 0);

        assertThat(window.reveal(150, 250)).isSameAs(window);
    }

    @Test
    void reveal_ofWhatLiesBehind_movesJustFarEnough() {
        TimeWindow window = ALL.show(100, 300, 0).reveal(350, 360);

        assertThat(window.to()).isBetween(360.0, 370.0);
        assertThat(window.length()).isCloseTo(200, within(1e-9));
    }
}
